"""What was dismissed may be part of another, and is dismissed again once it is one of its own."""

from django.db import migrations, models
from django.db.models import Q

from ombud.guarantees.operations import Uphold


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0017_forgotten'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='incident',
            name='incidents_one_way_to_end',
        ),
        migrations.AddConstraint(
            model_name='incident',
            constraint=models.CheckConstraint(condition=Q(('ended_at', None), Q(('dismissed_at', None), ('merged_into', None)), _connector='OR'), name='incidents_one_way_to_end'),
        ),
        Uphold("ombud.incidents.guarantees.GUARANTEES"),
    ]
