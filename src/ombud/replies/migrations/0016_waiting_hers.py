from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('replies', '0015_enclosures'),
        ('team', '0002_trainee'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='waiting',
            index=models.Index(fields=['conversation', 'by', 'id'], name='replies_waiting_hers'),
        ),
    ]
