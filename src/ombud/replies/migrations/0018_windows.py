from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("replies", "0017_public"),
    ]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="windows",
            field=models.JSONField(default=list),
        ),
    ]
