"""Whoever asks to be forgotten is compared with nothing any more in any case of hers; who asked before, from now on."""

from typing import Any

from django.db import migrations
from django.db.models.functions import Coalesce

from ombud.guarantees.operations import Uphold


def let_go(apps: Any, _editor: Any) -> None:
    """Nothing that could be compared stays of what a person told before she asked us to forget her."""
    tellings, dropped = apps.get_model("incidents", "Telling"), apps.get_model("incidents", "Dropped")
    told = tellings.objects.annotate(heard=Coalesce("concern__message__heard_at", "concern__at"))
    for asked in apps.get_model("cases", "Release").objects.filter(because="forgotten").select_related("case"):
        gone = list(told.filter(case__person=asked.case.person_id, heard__lte=asked.at).values_list("pk", flat=True))
        dropped.objects.bulk_create([dropped(telling=pk) for pk in gone])
        tellings.objects.filter(pk__in=gone).delete()


class Migration(migrations.Migration):
    dependencies = [("incidents", "0016_left_out_note"), ("cases", "0012_note_drafts")]
    operations = [
        Uphold("ombud.incidents.guarantees.GUARANTEES"),
        migrations.RunPython(let_go, migrations.RunPython.noop),
    ]
