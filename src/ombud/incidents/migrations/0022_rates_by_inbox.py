"""What was counted is counted by inbox, so that two brands on one installation do not blur."""

from collections import Counter

from django.db import migrations


def by_inbox(apps, editor):
    """Each case knows its inbox; the counters are added up anew from the cases."""
    Tally, Tallied = apps.get_model("incidents", "Tally"), apps.get_model("incidents", "Tallied")
    for inbox in list(Tallied.objects.order_by().values_list("case__inbox", flat=True).distinct()):
        Tallied.objects.filter(case__inbox=inbox).update(channel=f"inbox {inbox}")
    people = Counter()
    for topic, channel, at in Tallied.objects.filter(voice=True).values_list("topic", "channel", "at").iterator():
        people[topic, channel, at.replace(minute=0, second=0, microsecond=0)] += 1
    Tally.objects.all().delete()
    Tally.objects.bulk_create(
        (Tally(topic=topic, channel=channel, hour=hour, people=n) for (topic, channel, hour), n in people.items()),
        batch_size=500,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0012_note_drafts'),
        ('incidents', '0021_edition'),
    ]

    operations = [migrations.RunPython(by_inbox, migrations.RunPython.noop)]
