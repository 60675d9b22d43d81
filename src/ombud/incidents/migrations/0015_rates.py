"""What is usual, by topic, channel and hour; and what broke from it."""

import django.db.models.deletion
from django.db import migrations, models

from ombud.guarantees.operations import Uphold


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0012_note_drafts'),
        ('incidents', '0014_early_warning'),
    ]

    operations = [
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.CharField(max_length=20)),
                ('channel', models.CharField(max_length=24)),
                ('hour', models.DateTimeField()),
                ('people', models.PositiveIntegerField(default=0)),
            ],
            options={
                'indexes': [models.Index(fields=['channel', 'hour'], name='incidents_tally_begins')],
                'constraints': [models.UniqueConstraint(fields=('topic', 'channel', 'hour'), name='incidents_tally_once')],
            },
        ),
        migrations.CreateModel(
            name='Surge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.CharField(max_length=20)),
                ('channel', models.CharField(max_length=24)),
                ('since', models.DateTimeField()),
                ('at', models.DateTimeField()),
                ('count', models.PositiveIntegerField()),
                ('usual', models.FloatField()),
                ('incident', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='surge', to='incidents.incident')),
            ],
            options={
                'indexes': [models.Index(fields=['topic', 'channel', '-at'], name='incidents_last_surge')],
                'constraints': [models.CheckConstraint(condition=models.Q(('at__gte', models.F('since')), ('count__gt', models.F('usual'))), name='incidents_surge_is_more')],
            },
        ),
        migrations.CreateModel(
            name='Tallied',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.CharField(max_length=20)),
                ('channel', models.CharField(max_length=24)),
                ('at', models.DateTimeField()),
                ('wording', models.CharField(max_length=16)),
                ('voice', models.BooleanField()),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='tallied', to='cases.case')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('voice', True)), fields=['topic', 'channel', 'at'], name="incidents_tallied_at"), models.Index(condition=models.Q(('voice', True)), fields=['wording', 'at'], name='incidents_tallied_words')],
            },
        ),
        Uphold("ombud.incidents.guarantees.GUARANTEES"),
    ]
