"""Pools of perks, their codes, and the ledger of who got one."""

import django.db.models.deletion
from django.db import migrations, models

from ombud.guarantees.operations import Uphold


class Migration(migrations.Migration):

    dependencies = [
        ('conversations', '0011_replaced'),
        ('inboxes', '0002_initial'),
        ('people', '0001_initial'),
        ('replies', '0013_waiting'),
        ('team', '0001_initial'),
        ('thanks', '0010_guarantees'),
    ]

    operations = [
        migrations.CreateModel(
            name='Code',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('sealed', models.CharField(max_length=255)),
                ('fingerprint', models.CharField(max_length=64, unique=True)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Gift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('praise', 'praise'), ('idea', 'idea')], max_length=8)),
                ('number', models.PositiveIntegerField()),
                ('month', models.CharField(max_length=7)),
                ('place', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Pool',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True)),
                ('reason', models.CharField(choices=[('praise', 'praise'), ('idea', 'idea')], max_length=8)),
                ('sort', models.CharField(choices=[('percent', 'Percent'), ('amount', 'Amount'), ('delivery', 'Delivery')], max_length=8)),
                ('value', models.PositiveIntegerField(default=0)),
                ('currency', models.CharField(max_length=3)),
                ('worth', models.PositiveIntegerField()),
                ('budget', models.PositiveBigIntegerField()),
                ('most_a_month', models.PositiveIntegerField()),
                ('valid_from', models.DateTimeField()),
                ('valid_until', models.DateTimeField()),
                ('at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name='thanks',
            name='fingerprint',
            field=models.CharField(default='', max_length=64),
        ),
        migrations.AddField(
            model_name='thanks',
            name='why_not',
            field=models.CharField(blank=True, default='', max_length=12),
        ),
        migrations.AddIndex(
            model_name='thanks',
            index=models.Index(fields=['fingerprint'], name='thanks_same_words'),
        ),
        migrations.AddIndex(
            model_name='thanks',
            index=models.Index(condition=models.Q(('why_not', '')), fields=['at', 'id'], name='thanks_that_earned'),
        ),
        migrations.AddField(
            model_name='code',
            name='by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='team.member'),
        ),
        migrations.AddField(
            model_name='gift',
            name='by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='team.member'),
        ),
        migrations.AddField(
            model_name='gift',
            name='code',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='gift', to='thanks.code'),
        ),
        migrations.AddField(
            model_name='gift',
            name='letter',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='gift', to='replies.outgoing'),
        ),
        migrations.AddField(
            model_name='gift',
            name='person',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='gifts', to='people.person'),
        ),
        migrations.AddField(
            model_name='gift',
            name='thanks',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='gift', to='thanks.thanks'),
        ),
        migrations.AddField(
            model_name='pool',
            name='by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='team.member'),
        ),
        migrations.AddField(
            model_name='pool',
            name='closed_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='team.member'),
        ),
        migrations.AddField(
            model_name='gift',
            name='pool',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='gifts', to='thanks.pool'),
        ),
        migrations.AddField(
            model_name='code',
            name='pool',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='codes', to='thanks.pool'),
        ),
        migrations.AddConstraint(
            model_name='pool',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until__gt', models.F('valid_from'))), name='thanks_pool_dates'),
        ),
        migrations.AddConstraint(
            model_name='pool',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('sort', 'percent'), ('value__gte', 1), ('value__lte', 10000)), models.Q(('sort', 'amount'), ('value__gte', 1)), models.Q(('sort', 'delivery'), ('value', 0)), _connector='OR'), name='thanks_pool_value'),
        ),
        migrations.AddConstraint(
            model_name='pool',
            constraint=models.CheckConstraint(condition=models.Q(('budget__gte', models.F('worth')), ('most_a_month__gte', 1), ('worth__gte', 1)), name='thanks_pool_budget'),
        ),
        migrations.AddConstraint(
            model_name='pool',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_by', None)), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False)), _connector='OR'), name='thanks_pool_closed_by'),
        ),
        migrations.AddConstraint(
            model_name='gift',
            constraint=models.UniqueConstraint(fields=('person', 'reason'), name='thanks_gift_once_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='gift',
            constraint=models.UniqueConstraint(fields=('pool', 'number'), name='thanks_gift_counted'),
        ),
        migrations.AddConstraint(
            model_name='gift',
            constraint=models.UniqueConstraint(fields=('pool', 'month', 'place'), name='thanks_gift_counted_by_month'),
        ),
        migrations.AddConstraint(
            model_name='code',
            constraint=models.UniqueConstraint(fields=('pool', 'number'), name='thanks_code_in_order'),
        ),
        migrations.AddConstraint(
            model_name='code',
            constraint=models.CheckConstraint(condition=models.Q(('sealed__startswith', 'gAAAA')), name='thanks_code_sealed'),
        ),
        Uphold("ombud.thanks.guarantees.GUARANTEES"),
    ]
