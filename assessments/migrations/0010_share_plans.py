from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0009_priorities'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='sharingchoice',
            name='shared_item_is_known',
        ),
        migrations.AlterField(
            model_name='sharingchoice',
            name='item',
            field=models.CharField(choices=[('levels', 'Levels'), ('text', 'What answers are based on'), ('evidence', 'Evidence'), ('plans', 'Priorities and actions')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='sharingchoice',
            constraint=models.CheckConstraint(condition=models.Q(('item__in', ['levels', 'text', 'evidence', 'plans'])), name='shared_item_is_known'),
        ),
    ]
