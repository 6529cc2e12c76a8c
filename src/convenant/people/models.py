"""Accounts and organisations, shared by agreements; roles and invitations, each within one."""

from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from convenant.base.walls import Walled


class PersonManager(BaseUserManager["Person"]):
    """Makes accounts; the e-mail address is the name to sign in with."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str, **fields: Any) -> "Person":
        return self.create_user(email, password, is_operator=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser, PermissionsMixin):
    """Someone with an account; what they may do is in their roles, per agreement."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default="nl"
    )
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(
        default=False
    )  # runs the installation; sees no agreement's data
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        ordering = ["name", "email"]
        constraints = [models.UniqueConstraint(Lower("email"), name="person_email_once")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return str(self)


class Organisation(models.Model):
    """A company, union, civil-society organisation or government body; one may be in many agreements."""

    name = models.CharField(_("name"), max_length=200)
    country = models.CharField(_("country"), max_length=2, blank=True)
    website = models.URLField(_("website"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Kind(models.TextChoices):
    """What a person does in an agreement; the platform attaches its doors to these."""

    SECRETARIAT = "secretariat", _("Secretariat")
    COMPANY = "company", _("Participating company")
    ASSOCIATION = "association", _("Trade association")
    UNION = "union", _("Trade union")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    GOVERNMENT = "government", _("Government, as a party")
    SUPERVISOR = "supervisor", _("Government, as supervisor")
    MONITOR = "monitor", _("Independent monitor")
    ADVISER = "adviser", _("Adviser of a company")
    ASSESSOR = "assessor", _("Assessor of a company")
    COMMITTEE = "committee", _("Complaints committee")
    OFFICER = "officer", _("Complaints officer")
    CUSTODIAN = "custodian", _("Custodian of identities")
    MEDIATOR = "mediator", _("Mediator")
    CHAIR = "chair", _("Independent chair")


PARTY_KINDS = (Kind.COMPANY, Kind.ASSOCIATION, Kind.UNION, Kind.CIVIL_SOCIETY, Kind.GOVERNMENT)
NEEDS_ORGANISATION = (*PARTY_KINDS, Kind.SUPERVISOR)
NEEDS_COMPANY = (Kind.ADVISER, Kind.ASSESSOR)


class Role(Walled):
    """A person holds a role in the agreement, for an organisation where the kind asks for one."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    about = models.ForeignKey(  # the company an adviser advises, an assessor assesses
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta(Walled.Meta):
        ordering = ["kind", "person__name", "pk"]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"


class Invitation(Walled):
    """A role waiting for its person; the link is known only to the mail that carried it."""

    email = models.EmailField()
    kind = models.CharField(max_length=20, choices=Kind)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    about = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta(Walled.Meta):
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.email
