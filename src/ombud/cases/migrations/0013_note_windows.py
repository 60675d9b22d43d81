from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("cases", "0012_note_drafts"),
    ]

    operations = [
        migrations.AddField(
            model_name="notedraft",
            name="windows",
            field=models.JSONField(default=list),
        ),
    ]
