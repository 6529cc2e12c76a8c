"""Words that a thief of the database cannot read: sealed with the installation's own key.

Weaker than what only a person's secret opens (`sealing.rooms`): the running server reads it. It is for what
parties tell each other in a case, which many must read without a secret of their own. The key lies
outside the database (`settings.SEALING_KEY`).
"""

from typing import Any

from django.conf import settings
from django.db import models
from nacl.secret import SecretBox


def installation_key(purpose: bytes) -> bytes:
    """32 bytes for one purpose, from the installation's key; another purpose has another key."""
    from nacl.encoding import RawEncoder
    from nacl.hash import blake2b

    return blake2b(b"", key=settings.SEALING_KEY, person=purpose, encoder=RawEncoder)


class AtRestText(models.BinaryField):
    """A text that lies sealed in the database and is itself again in Python."""

    def get_prep_value(self, value: Any) -> Any:
        if value is None:
            return None
        plain = value if isinstance(value, bytes) else str(value).encode()
        return bytes(SecretBox(installation_key(b"at rest")).encrypt(plain))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if not prepared:
            value = self.get_prep_value(value)
        return None if value is None else connection.Database.Binary(value)

    def from_db_value(self, value: Any, *_: Any) -> str | None:
        if value is None:
            return None
        return SecretBox(installation_key(b"at rest")).decrypt(bytes(value)).decode()

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: Any) -> str:
        return str(self.value_from_object(obj))
