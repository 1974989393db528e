"""What cabinet champions say in public; reviewers see it and can hide it."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from accounts.groups import granting


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0015_reminder'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ChampionSentence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(help_text='What the champion says.', max_length=500)),
                ('said_at', models.DateTimeField(default=django.utils.timezone.now, help_text='When it was said.')),
                ('taken_down_at', models.DateTimeField(blank=True, help_text='When the council took it down.', null=True)),
                ('is_hidden', models.BooleanField(default=False, help_text="Tick to take it off the council's page at once. The council sees that it is hidden.", verbose_name='hidden by Locality')),
                ('assessment', models.OneToOneField(help_text='Which self-assessment it stands beside.', on_delete=django.db.models.deletion.PROTECT, related_name='champion_sentence', to='assessments.assessment')),
                ('said_by', models.ForeignKey(help_text='Who said it.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': "champion's sentence",
                'ordering': ['-said_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='champion_says_something')],
            },
        ),
        granting("Reviewer", "assessments", {"championsentence": ("view", "change")}),
    ]
