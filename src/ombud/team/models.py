"""Member: a person on our side. Account: her key to the desk, if she needs one."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone


class Role(models.TextChoices):
    """What somebody is for (DUTIES). One person may be several."""

    COMMUNITY_MANAGER = "community_manager", "Community manager"
    HANDLER = "handler", "Handler"
    LEADER = "leader", "Leader"
    SPOKESPERSON = "spokesperson", "Spokesperson"
    ADMIN = "admin", "Admin"
    TRAINEE = "trainee", "Trainee"


class Accounts(BaseUserManager["Account"]):
    """Makes accounts; the e-mail address is the name one signs in with."""

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> Account:
        account = self.model(email=self.normalize_email(email), **extra)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> Account:
        return self.create_user(email, password, is_superuser=True, **extra)


class Account(AbstractBaseUser, PermissionsMixin):
    """Signing in. Holds no fact about the person but the address; the rest is the Member's."""

    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Accounts] = Accounts()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.email


class Member(models.Model):
    """A person on our side, by name. Never deleted: promises bear her name; `left_at` says she is gone.

    `helps_with` is a line for the name picker. `words_only` members (no account) take part by signed links.
    """

    account = models.OneToOneField(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="member")
    name = models.CharField(max_length=120)
    email = models.EmailField()
    languages = models.JSONField(default=list)
    helps_with = models.CharField(max_length=200, blank=True)
    zone = models.CharField(max_length=64, default="UTC")
    joined_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="team_member_email")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def roles(self) -> frozenset[str]:
        """Role names, as `Role` values."""
        return frozenset(post.role for post in self.posts.all())

    def is_(self, *roles: Role) -> bool:
        """Whether she has any of `roles`."""
        return bool(self.roles & set(roles))

    def take_on(self, *roles: Role) -> None:
        """Give her `roles`; again is harmless."""
        Post.objects.bulk_create([Post(member=self, role=r) for r in roles], ignore_conflicts=True)


class Post(models.Model):
    """One role of one member."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="posts")
    role = models.CharField(max_length=24, choices=Role)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "role"], name="team_post_once")]

    def __str__(self) -> str:
        return self.role
