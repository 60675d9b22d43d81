"""What an operator can set, in one typed class. Errors name the variable and the cure."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import unquote, urlsplit

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from ombud.endpoints.asking import Address, EndpointFailed


class WrongOption(Exception):
    """An OMBUD_ variable that cannot be used; the message names it and says what to do."""


class Options(BaseSettings):
    """Environment variables `OMBUD_…`, or lines of the file `.env` in the working directory."""

    model_config = SettingsConfigDict(env_prefix="OMBUD_", env_file=".env", extra="ignore")

    home: Path = Field(default=Path("~/.ombud"), description="Folder for the database, stored files and the secret.")
    database_url: str = Field(
        default="",
        description="postgresql://user:password@host:port/name, or sqlite:///path. Empty: SQLite in the home.",
    )
    secret: str = Field(
        default="", description="Secret that seals credentials and signs links. Empty: made once and kept in the home."
    )
    url: str = Field(
        default="http://127.0.0.1:8000", description="Address under which people reach the desk and pages."
    )
    allowed_hosts: Annotated[list[str], NoDecode] = Field(
        default_factory=list, description="More host names that may be asked for, with commas between them."
    )
    debug: bool = Field(default=False, description="Show technical details of errors. Never on a machine others reach.")
    max_upload: int = Field(default=10_000_000, gt=0, description="Largest file that a customer may add, in bytes.")
    reply_files: int = Field(default=10, ge=0, le=100, description="How many files may go with one reply. 0: none.")
    reply_file_size: int = Field(
        default=10_000_000, gt=0, description="Largest file that may go with a reply, in bytes."
    )
    reply_files_size: int = Field(
        default=20_000_000, gt=0, description="All files of one reply together at most, in bytes."
    )
    undo: int = Field(
        default=10, ge=0, le=120, description="Seconds in which a reply can be taken back before it leaves."
    )
    flood: int = Field(
        default=300, ge=0, description="Messages waiting beyond which reading is quick first, and full once it is calm."
    )
    warn_at: int = Field(
        default=40, ge=1, le=100, description="Score of an incident, out of 100, from which a leader is rung for."
    )
    encoder: Literal["auto", "numpy", "ctranslate2"] = Field(
        default="auto", description="What turns texts into vectors. auto: ctranslate2 where it agrees and is quicker."
    )
    models: Path | None = Field(
        default=None, description="Folder with models of one's own, made by `ombud train --into`. Empty: those shipped."
    )
    writer_url: str = Field(
        default="", description="OpenAI-compatible chat address whose model may write drafts. Empty: nobody writes any."
    )
    writer_model: str = Field(default="", description="What that address calls the model.")
    writer_key: str = Field(default="", description="Key for that address, where it wants one.", repr=False)
    translator_url: str = Field(
        default="", description="LibreTranslate-compatible address that may translate messages. Empty: nobody does."
    )
    translator_key: str = Field(default="", description="Key for that address, where it wants one.", repr=False)
    log_level: str = Field(default="INFO", description="DEBUG, INFO, WARNING or ERROR.")

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: str) -> str:
        if url and urlsplit(url).scheme not in ("postgresql", "postgres", "sqlite"):
            raise ValueError("must begin with postgresql:// or sqlite:///")
        return url

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def _bare_hosts(cls, hosts: str | list[str]) -> list[str]:
        names = [h.strip() for h in hosts.split(",") if h.strip()] if isinstance(hosts, str) else hosts
        if wrong := [n for n in names if "/" in n or " " in n or "*" in n]:
            raise ValueError(f"must be bare host names such as care.example.org, not {wrong[0]}")
        return names

    @field_validator("models", mode="before")
    @classmethod
    def _folder_of_models(cls, folder: str | Path | None) -> Path | None:
        if not folder:
            return None
        place = Path(folder).expanduser().absolute()
        if not place.is_dir():
            raise ValueError("must be a folder made by `ombud train --into`; leave it empty for the models shipped")
        return place

    @field_validator("url")
    @classmethod
    def _whole_url(cls, url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("must be a whole address such as https://care.example.org")
        return url.rstrip("/")

    @field_validator("writer_url", "translator_url")
    @classmethod
    def _whole_endpoint(cls, url: str) -> str:
        if url:
            try:
                Address(url)
            except EndpointFailed:
                raise ValueError(
                    "must be a whole address such as http://127.0.0.1:11434/v1/chat/completions, without a name in it"
                ) from None
        return url

    @model_validator(mode="after")
    def _writer_is_named(self) -> Self:
        if bool(self.writer_url) != bool(self.writer_model):
            raise ValueError("OMBUD_WRITER_URL and OMBUD_WRITER_MODEL belong together: set both or none")
        return self

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, level: str) -> str:
        if level.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
            raise ValueError("must be DEBUG, INFO, WARNING or ERROR")
        return level.upper()

    def home_folder(self) -> Path:
        """The home, made if it is not there. Raises `WrongOption` if it cannot be."""
        folder = self.home.expanduser().absolute()
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise WrongOption(
                f"OMBUD_HOME: the folder {folder} cannot be made ({error.strerror}). "
                "Name a folder that this user may write to."
            ) from error
        return folder

    def secret_word(self) -> str:
        """The secret: the set one, or one made at the first start and kept readable by this user alone."""
        if self.secret:
            return self.secret
        file = self.home_folder() / "secret"
        try:
            if not file.exists():
                file.touch(mode=0o600, exist_ok=False)
                file.write_text(secrets.token_urlsafe(48))
            word = file.read_text().strip()
        except FileExistsError:
            word = file.read_text().strip()
        except OSError as error:
            raise WrongOption(
                f"OMBUD_HOME: the secret in {file} cannot be read or written ({error.strerror}). "
                "Let this user own the folder, or set OMBUD_SECRET."
            ) from error
        if len(word) < 32:
            raise WrongOption(
                f"The secret in {file} is too short to be ours. Restore it from a backup; do not delete it."
            )
        return word

    def database(self) -> dict[str, Any]:
        """Django's description of the database."""
        parts = urlsplit(self.database_url)
        if parts.scheme in ("postgresql", "postgres"):
            return {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": unquote(parts.path.lstrip("/")) or "ombud",
                "USER": unquote(parts.username or ""),
                "PASSWORD": unquote(parts.password or ""),
                "HOST": parts.hostname or "",
                "PORT": str(parts.port or ""),
                "CONN_MAX_AGE": 600,
                "CONN_HEALTH_CHECKS": True,
            }
        path = unquote(parts.path[1:]) if parts.scheme == "sqlite" else str(self.home_folder() / "ombud.sqlite3")
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": path,
            # WAL lets readers go on while one writes; FULL keeps a commit through a power cut: nothing is lost.
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; "
                "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456;",
            },
            "CONN_MAX_AGE": None,
        }


def read_options() -> Options:
    """The options in force. Raises `WrongOption` with every wrong variable named."""
    try:
        return Options()
    except ValidationError as error:
        lines = [
            ": ".join([*(f"OMBUD_{'_'.join(map(str, e['loc'])).upper()}" for _ in e["loc"][:1]), e["msg"]])
            for e in error.errors()
        ]
        raise WrongOption("\n".join(lines)) from error
    except ValueError as error:
        raise WrongOption(str(error)) from error
