"""What holds for every test: its database, its seed, how hard hypothesis tries, and a browser where one is asked for.

OMBUD_TEST_DB     sqlite (as without it) or postgres: a server is started for the run and stopped after it
OMBUD_SEED        the seed of samples, order and hypothesis' draws; made up and printed where not given
OMBUD_THOROUGH=1  large matrices whole, and hypothesis' thorough profile
"""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.sampling import thorough
from tests.servers.mail import MailServer, running_mail
from tests.servers.postgres import running_postgres

OURS = {"OMBUD_TEST_DB", "OMBUD_SEED", "OMBUD_THOROUGH", "OMBUD_TEST_WORKERS"}
in_worker = "PYTEST_XDIST_WORKER" in os.environ

settings.register_profile("dev", max_examples=50, deadline=None, print_blob=True)
settings.register_profile("ci", max_examples=100, deadline=None, print_blob=True, database=None)
settings.register_profile("thorough", max_examples=1000, deadline=None, print_blob=True)
settings.load_profile("thorough" if thorough() else "ci" if os.environ.get("CI") else "dev")

os.environ.setdefault("OMBUD_SEED", str(secrets.randbelow(10**6)))


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Point Ombud at a database of this run, never at the developer's own, before Django reads its settings."""
    if not in_worker:  # test processes inherit what the first one settled
        held = ExitStack()
        config.add_cleanup(held.close)
        for name in [n for n in os.environ if n.startswith("OMBUD_") and n not in OURS]:
            del os.environ[name]
        folder = held.enter_context(tempfile.TemporaryDirectory(prefix="ombud-tests-", ignore_cleanup_errors=True))
        match os.environ.setdefault("OMBUD_TEST_DB", "sqlite"):
            case "sqlite":
                url = f"sqlite:///{folder}/ombud.sqlite3"
            case "postgres":
                url = held.enter_context(running_postgres())
            case other:
                raise pytest.UsageError(f"OMBUD_TEST_DB is {other!r}; it may be sqlite or postgres")
        os.environ["OMBUD_DATABASE_URL"] = url
        os.environ["OMBUD_HOME"] = f"{folder}/home"
        os.environ["OMBUD_ENCODER"] = "numpy"  # not the quicker one: what a test sees must not hang on a stopwatch
        os.environ["XDG_CACHE_HOME"] = f"{folder}/cache"  # models are unpacked there, never in the developer's own
    os.environ["DJANGO_SETTINGS_MODULE"] = "ombud.config.settings"
    from django.conf import settings as django_settings

    assert django_settings.INSTALLED_APPS  # read now, so that pytest-django finds them
    # Hundreds of tests sign somebody in; a hash made to cost a third of a second each would be a quarter of the run.
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_report_header() -> str:
    """Say on which database and with which seed this run goes."""
    seed = os.environ["OMBUD_SEED"]
    return f"ombud: database {os.environ['OMBUD_TEST_DB']}, seed {seed} (draw the same again: OMBUD_SEED={seed})"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: once Playwright's loop runs in a process, Django's test client cannot run one there
    (`make test` runs them by themselves: a free process takes tests of a busy one). Kill runs come first: each takes
    minutes, and at the end all other processes would wait for it."""
    items.sort(key=lambda item: ("tests/browser/" in item.nodeid) - ("tests/kill/" in item.nodeid))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """SQLite in a file and not in memory, so that several connections see it as in real life."""
    from django.db import connection

    if connection.vendor == "sqlite":
        worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
        connection.settings_dict["TEST"]["NAME"] = str(Path(os.environ["OMBUD_HOME"]) / f"test-{worker}.sqlite3")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL database, for tests that start processes of their own whatever the run's database is."""
    with running_postgres() as url:
        yield url


@pytest.fixture(scope="session")
def mail_server() -> Iterator[MailServer]:
    """Dovecot and Exim; one pair for each test process, so name mailboxes after the test."""
    with running_mail() as server:
        yield server


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Playwright keeps an event loop in the test's own thread, beside which Django would refuse the database."""
    if "playwright" in getattr(item, "fixturenames", ()):
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's own Chromium; playwright downloads none."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert chromium, "The browser tests need chromium: make test installs it, or says how."
    sandbox = [] if os.geteuid() else ["--no-sandbox"]  # Chromium refuses its sandbox to root
    return {**browser_type_launch_args, "executable_path": chromium, "args": [*sandbox, "--disable-dev-shm-usage"]}


@pytest.fixture(scope="session", autouse=True)
def _emptied_in_peace() -> Iterator[None]:
    """Tests with transactions of their own are cleared away by deleting rows, which the guarantees refuse: they are
    lifted for that moment alone, and stand again before the next test begins."""
    from django.db.backends.base.operations import BaseDatabaseOperations

    from ombud.guarantees.operations import declared, install, lift

    flush = BaseDatabaseOperations.execute_sql_flush

    def peaceful(operations: BaseDatabaseOperations, sql_list: list[str]) -> Any:
        assert not operations.connection.in_atomic_block, "an earlier test left its transaction open"
        lift(operations.connection, declared())
        try:
            return flush(operations, sql_list)
        finally:
            install(operations.connection, declared())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", peaceful)
        yield


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """A page asked for in another language leaves that language behind in its thread; each test begins in English."""
    from django.utils import translation

    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """What is counted for a while, such as tries of a password, lies in the process's cache and outlives a test."""
    from django.core.cache import cache

    cache.clear()
