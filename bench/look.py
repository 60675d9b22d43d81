"""Asks for each page of the desk again and again, in one process: `python -m bench.look TIMES [EXPLAIN]`, JSON out."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

from .meter import median, share

if TYPE_CHECKING:
    from django.test import Client


def look(times: int, explain: float = 0.0) -> dict[str, dict[str, float]]:
    """For each page its queries, the milliseconds they take, p50 and p95 of the whole request, and its CPU."""
    from ombud.cli.house import open_house

    open_house()
    from django.test import Client
    from django.urls import reverse

    from ombud.cases.models import Case
    from ombud.team.models import Account

    client = Client(SERVER_NAME="localhost")
    client.force_login(Account.objects.get())
    mine = Case.objects.filter(owner__account__isnull=False)
    ended = mine.filter(ended_at__isnull=False)
    middle = ended.order_by("pk")[ended.count() // 2]
    still = mine.filter(ended_at=None).earliest("pk")
    long = mine.latest("pk")
    below = f"{middle.heard_at.isoformat()}_{middle.pk}"
    cases = reverse("cases")
    pages = {
        "Owed": "/",
        "Owed, the team's": "/?whose=team",
        "All cases": cases,
        "All cases, solved": f"{cases}?state=confirmed",
        "All cases, in the middle": f"{cases}?below={below.replace('+', '%2B')}",
        "Suspected spam": reverse("lane", args=["spam"]),
        "A case, open": reverse("case", args=[still.pk]),
        "A case, ended": reverse("case", args=[middle.pk]),
        "A case with 300 messages": reverse("case", args=[long.pk]),
    }
    return {name: _page(client, url, times, explain) for name, url in pages.items()}


def _page(client: Client, url: str, times: int, explain: float) -> dict[str, float]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _ in range(2):
        answer = client.get(url)
        assert answer.status_code == 200, (url, answer.status_code)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(url)
    timed = [(one["sql"], _again(one["sql"])) for one in asked.captured_queries]
    if explain:
        _explain(timed, explain, url)
    walls: list[float] = []
    begun = time.process_time()
    for _ in range(times):
        start = time.perf_counter()
        client.get(url)
        walls.append(1000 * (time.perf_counter() - start))
    return {
        "queries": len(timed),
        "database": sum(took for _, took in timed),
        "p50": median(walls),
        "p95": share(walls, 0.95),
        "cpu": 1000 * (time.process_time() - begun) / times,
        "kb": round(len(answer.content) / 1000),
    }


def _again(sql: str) -> float:
    """Milliseconds for a query and all its rows: SQLite finds rows only while they are fetched."""
    from django.db import connection

    if not sql.startswith("SELECT"):
        return 0.0
    with connection.cursor() as cursor:
        start = time.perf_counter()
        cursor.execute(sql.replace("%", "%%"), [])
        cursor.fetchall()
        return 1000 * (time.perf_counter() - start)


def _explain(timed: list[tuple[str, float]], over: float, url: str) -> None:
    from django.db import connection

    how = "EXPLAIN (ANALYZE, BUFFERS) " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN "
    for sql, took in timed:
        if took >= over:
            print(f"\n{url}: {took:.1f} ms\n{sql[:1500]}", file=sys.stderr)
            with connection.cursor() as cursor:
                cursor.execute(how + sql.replace("%", "%%"), [])
                for row in cursor.fetchall():
                    print("   ", row[-1], file=sys.stderr)


if __name__ == "__main__":
    print(json.dumps(look(int(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 0.0)))
