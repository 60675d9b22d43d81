"""Whether others read along in an inbox: what is said there reaches many."""


from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('inboxes', '0003_second_reader'),
    ]

    operations = [
        migrations.AddField(
            model_name='inbox',
            name='public',
            field=models.BooleanField(default=False),
        ),
    ]
