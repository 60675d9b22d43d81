"""The quotes of whoever asks to be forgotten go, from what was sent as well; of those who asked before, now."""

from typing import Any

from django.db import migrations, models

from ombud.guarantees.operations import Uphold


def let_go(apps: Any, _editor: Any) -> None:
    """No words stay of what a person told before she asked us to forget her."""
    quotes = apps.get_model("advocacy", "Quote").objects.filter(forgotten_at=None)
    for asked in apps.get_model("cases", "Release").objects.filter(because="forgotten").select_related("case"):
        hers = quotes.filter(case__person=asked.case.person_id, message__heard_at__lte=asked.at)
        hers.update(words="", translation="", translated_by=None, forgotten_at=asked.at)


class Migration(migrations.Migration):
    dependencies = [("advocacy", "0011_spared_press"), ("cases", "0012_note_drafts"), ("replies", "0015_enclosures")]
    operations = [
        migrations.RemoveConstraint(model_name="quote", name="advocacy_quotes_words"),
        migrations.AddField(model_name="quote", name="forgotten_at", field=models.DateTimeField(null=True)),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.CheckConstraint(
                name="advocacy_quotes_words",
                condition=models.Q(models.Q(("forgotten_at", None), models.Q(("words", ""), _negated=True)), models.Q(("forgotten_at__isnull", False), ("translation", ""), ("words", "")), _connector="OR"),
            ),
        ),
        Uphold("ombud.advocacy.guarantees.GUARANTEES"),
        migrations.RunPython(let_go, migrations.RunPython.noop),
    ]
