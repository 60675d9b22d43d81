"""One word to everybody: written once a language, told once each."""

import django.db.models.deletion
from django.db import migrations, models

from ombud.guarantees.operations import Uphold


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0011_concerns_found'),
        ('incidents', '0012_rebuild'),
        ('people', '0001_initial'),
        ('replies', '0010_guarantees'),
        ('team', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Update',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begun_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='team.member')),
                ('incident', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='updates', to='incidents.incident')),
            ],
        ),
        migrations.CreateModel(
            name='Rendering',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=12)),
                ('text', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('ready_at', models.DateTimeField(null=True)),
                ('asked_at', models.DateTimeField(null=True)),
                ('asked_until', models.DateTimeField(null=True)),
                ('pressed_at', models.DateTimeField(null=True)),
                ('next_update_by', models.DateTimeField(null=True)),
                ('confirmed', models.JSONField(default=list)),
                ('stop', models.JSONField(default=dict)),
                ('checked_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='team.member')),
                ('asked_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='renderings_asked', to='team.member')),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='team.member')),
                ('pressed_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='team.member')),
                ('update', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='renderings', to='incidents.update')),
            ],
        ),
        migrations.CreateModel(
            name='Recipient',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('left_out', models.CharField(blank=True, choices=[('ended', 'Ended'), ('left', 'Left'), ('press', 'Press'), ('no_address', 'No Address'), ('guard', 'Guard'), ('late', 'Late')], max_length=10)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='updates_told', to='cases.case')),
                ('letter', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='recipient', to='replies.outgoing')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('rendering', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recipients', to='incidents.rendering')),
                ('update', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='recipients', to='incidents.update')),
            ],
        ),
        migrations.CreateModel(
            name='Asking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='team.member')),
                ('incident', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='askings', to='incidents.incident')),
            ],
            options={
                'indexes': [models.Index(fields=['incident', '-id'], name='incidents_last_asking')],
            },
        ),
        migrations.AddIndex(
            model_name='update',
            index=models.Index(fields=['incident', '-id'], name='incidents_last_update'),
        ),
        migrations.AddConstraint(
            model_name='update',
            constraint=models.UniqueConstraint(condition=models.Q(('sent_at__isnull', True)), fields=('incident',), name='incidents_one_update_written'),
        ),
        migrations.AddConstraint(
            model_name='rendering',
            constraint=models.UniqueConstraint(fields=('update', 'language'), name='incidents_once_a_language'),
        ),
        migrations.AddConstraint(
            model_name='rendering',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('pressed_at', None), ('ready_at', None)), models.Q(('text', ''), _negated=True), _connector='OR'), name='incidents_rendering_has_words'),
        ),
        migrations.AddConstraint(
            model_name='rendering',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('asked_at', None), ('asked_by', None), ('asked_of', None), ('asked_until', None)), models.Q(('asked_at__isnull', False), ('asked_by__isnull', False), ('asked_of__isnull', False), ('asked_until__isnull', False)), _connector='OR'), name='incidents_asked_whole'),
        ),
        migrations.AddConstraint(
            model_name='rendering',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('checked_at', None), ('pressed_at', None), ('pressed_by', None)), models.Q(('next_update_by__isnull', False), ('pressed_at__isnull', False), ('pressed_by__isnull', False)), _connector='OR'), name='incidents_pressed_whole'),
        ),
        migrations.AddConstraint(
            model_name='recipient',
            constraint=models.UniqueConstraint(fields=('update', 'person'), name='incidents_told_once'),
        ),
        migrations.AddConstraint(
            model_name='recipient',
            constraint=models.CheckConstraint(condition=models.Q(('letter', None), ('left_out', ''), _connector='OR'), name='incidents_told_or_left_out'),
        ),
        Uphold("ombud.incidents.guarantees.GUARANTEES"),
    ]
