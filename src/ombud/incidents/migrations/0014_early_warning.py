"""Early warning: how hot an incident is, the alarms that rang for it, whom they reached, who heeded them."""

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

from ombud.guarantees.operations import Uphold


class Migration(migrations.Migration):

    dependencies = [
        ('conversations', '0010_guarantees'),
        ('incidents', '0013_updates'),
        ('team', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Alarm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField()),
                ('score', models.PositiveSmallIntegerField()),
                ('people', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('incident', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='alarms', to='incidents.incident')),
            ],
        ),
        migrations.CreateModel(
            name='Heated',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('score', models.PositiveSmallIntegerField()),
                ('growth', models.PositiveSmallIntegerField()),
                ('press', models.PositiveSmallIntegerField()),
                ('safety', models.PositiveSmallIntegerField()),
                ('anger', models.PositiveSmallIntegerField()),
                ('reach', models.PositiveSmallIntegerField()),
                ('incident', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='heats', to='incidents.incident')),
            ],
        ),
        migrations.CreateModel(
            name='Heeded',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('alarm', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='heeded', to='incidents.alarm')),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='team.member')),
            ],
        ),
        migrations.CreateModel(
            name='Peak',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('people', models.PositiveIntegerField()),
                ('incident', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='peak', to='incidents.incident')),
            ],
        ),
        migrations.CreateModel(
            name='PressOn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enquiries', to='incidents.incident')),
                ('message', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='press_on', to='conversations.message')),
            ],
        ),
        migrations.CreateModel(
            name='Ring',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('turn', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('alarm', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='rings', to='incidents.alarm')),
                ('whom', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='team.member')),
            ],
        ),
        migrations.AddIndex(
            model_name='alarm',
            index=models.Index(fields=['incident', 'at'], name='incidents_alarmed'),
        ),
        migrations.AddConstraint(
            model_name='alarm',
            constraint=models.UniqueConstraint(fields=('incident', 'level'), name='incidents_alarm_once'),
        ),
        migrations.AddConstraint(
            model_name='alarm',
            constraint=models.CheckConstraint(condition=models.Q(('level__gte', 1), ('level__lte', 2)), name='incidents_alarm_level'),
        ),
        migrations.AddIndex(
            model_name='heated',
            index=models.Index(fields=['incident', '-id'], name='incidents_last_heat'),
        ),
        migrations.AddConstraint(
            model_name='heated',
            constraint=models.CheckConstraint(condition=models.Q(('score', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('growth'), '+', models.F('press')), '+', models.F('safety')), '+', models.F('anger')), '+', models.F('reach'))), ('score__lte', 100)), name='incidents_heat_is_its_parts'),
        ),
        migrations.AddIndex(
            model_name='peak',
            index=models.Index(fields=['-at'], name='incidents_peaks'),
        ),
        migrations.AddConstraint(
            model_name='ring',
            constraint=models.UniqueConstraint(fields=('alarm', 'turn'), name='incidents_ring_once'),
        ),
        Uphold("ombud.incidents.guarantees.GUARANTEES"),
    ]
