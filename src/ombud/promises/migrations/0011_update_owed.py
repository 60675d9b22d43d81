from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('promises', '0010_guarantees'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='promise',
            name='promises_about_something',
        ),
        migrations.AlterField(
            model_name='promise',
            name='owe',
            field=models.CharField(choices=[('answer', 'an answer'), ('start', 'a first step'), ('next_word', 'next word'), ('accept', 'to accept'), ('ask_customer', 'ask how it stands'), ('ask_handler', 'ask the handler'), ('ask_again', 'ask again if solved'), ('take_on', 'take it to somebody new'), ('update', 'a word to everybody who has it')], max_length=12),
        ),
        migrations.AddConstraint(
            model_name='promise',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('case', None), ('message', None), ('owe', 'update')), models.Q(models.Q(('owe', 'update'), _negated=True), models.Q(('case__isnull', False), ('message__isnull', False), _connector='OR')), _connector='OR'), name='promises_about_something'),
        ),
    ]
