"""What is sent to the door is sealed while it streams in: Django's parser hands over chunk by chunk."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from convenant.grievances import keeping
from convenant.grievances.arriving import Arriving
from convenant.grievances.sealing import files


class SealedUpload(UploadedFile):
    """A file of the form; there is nothing plain in it to read."""

    def __init__(self, arrived: Arriving, content_type: str | None) -> None:
        super().__init__(None, arrived.name, content_type, arrived.size)
        self.arrived = arrived
        self.kept = False

    def close(self) -> None:
        """Nothing is open any more."""


class SealingUploadHandler(FileUploadHandler):
    """Each file goes sealed to the folder of sealed files; more of them than fit are not written at all."""

    chunk_size = files.CHUNK

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.made: list[SealedUpload] = []
        self._now: Arriving | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._now = None
        if len(self.made) <= keeping.MOST:
            self._now = keeping.arriving(self.file_name or "file")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self._now is not None:
            self._now.take(raw_data)

    def file_complete(self, file_size: int) -> SealedUpload | None:
        if self._now is None:
            return None
        self._now.end()
        made = SealedUpload(self._now, self.content_type)
        self._now = None
        self.made.append(made)
        return made

    def upload_interrupted(self) -> None:
        """The line dropped in the middle."""
        self.discard()

    def discard(self) -> None:
        """What no case keeps leaves nothing behind."""
        if self._now is not None:
            self._now.discard()
        for one in self.made:
            if not one.kept:
                one.arrived.discard()
