"""A word that is on its way can be called back: what has left stays sent, the rest is not."""

from django.db import migrations, models
from django.db.models import Q

from ombud.guarantees.operations import Uphold


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0019_reached'),
    ]

    operations = [
        migrations.AddField(
            model_name='rendering',
            name='stopped_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='recipient',
            name='left_out',
            field=models.CharField(blank=True, choices=[('ended', 'Ended'), ('left', 'Left'), ('press', 'Press'), ('no_address', 'No Address'), ('guard', 'Guard'), ('late', 'Late'), ('note', 'Note'), ('stopped', 'Stopped')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='rendering',
            constraint=models.CheckConstraint(condition=Q(('stopped_at', None), ('checked_at__isnull', False), _connector='OR'), name='incidents_called_back_on_its_way'),
        ),
        Uphold("ombud.incidents.guarantees.GUARANTEES"),
    ]
