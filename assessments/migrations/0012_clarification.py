"""What comes after a signature: questions with replies, flags and private notes, assistance, withdrawal."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0011_section_checks'),
        ('councils', '0012_kept_true_powers'),
        ('principles', '0002_principle_history'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Assistance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_by', models.CharField(max_length=150, verbose_name='who at the council asked')),
                ('how', models.CharField(choices=[('phone', 'By telephone'), ('paper', 'On paper'), ('meeting', 'In a meeting')], max_length=10)),
                ('begun_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name_plural': 'assistance',
                'ordering': ['begun_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Clarification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('due_on', models.DateField(verbose_name='reply by')),
                ('reminders', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ['asked_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Flag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('found', models.CharField(choices=[('clear', 'Clear'), ('not_clear', 'Not clear'), ('look_again', 'Look again')], max_length=10)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['assessment', 'statement__key'],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=1000, validators=[django.core.validators.MaxLengthValidator(1000)], verbose_name='question')),
                ('reply', models.TextField(blank=True, max_length=2000, validators=[django.core.validators.MaxLengthValidator(2000)])),
                ('replied_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=0)),
                ('is_disputed', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['clarification', 'statement__key'],
            },
        ),
        migrations.CreateModel(
            name='StaffNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=2000, validators=[django.core.validators.MaxLengthValidator(2000)], verbose_name='private note')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.AlterModelOptions(
            name='assessment',
            options={'ordering': ['-cycle__opens_on', 'council__name', '-revision'], 'permissions': [('review_assessment', 'Can read, accept and return signed self-assessments'), ('reopen_assessment', 'Can open a complete self-assessment again, when the council asks'), ('merge_assessment', 'Can close the self-assessment of a council that was abolished'), ('assist_assessment', 'Can enter answers for a council, when it asks'), ('manage_assessment', 'Can see what a council and a reviewer disagree about')], 'verbose_name': 'self-assessment'},
        ),
        migrations.RemoveConstraint(
            model_name='assessment',
            name='assessment_state_is_known',
        ),
        migrations.AddField(
            model_name='answer',
            name='for_council',
            field=models.BooleanField(db_default=False, default=False, verbose_name='entered by Locality for the council'),
        ),
        migrations.AddField(
            model_name='answerversion',
            name='for_council',
            field=models.BooleanField(db_default=False, default=False, verbose_name='entered by Locality for the council'),
        ),
        migrations.AddField(
            model_name='assessment',
            name='emptied_at',
            field=models.DateTimeField(blank=True, help_text='When the answers of a withdrawn one were deleted.', null=True),
        ),
        migrations.AddField(
            model_name='assessment',
            name='kept_on_request',
            field=models.BooleanField(db_default=False, default=False, help_text='The council asked to keep it after it was withdrawn.'),
        ),
        migrations.AddField(
            model_name='assessment',
            name='withdrawal_asked_at',
            field=models.DateTimeField(blank=True, help_text='When that was.', null=True),
        ),
        migrations.AddField(
            model_name='assessment',
            name='withdrawal_asked_by',
            field=models.ForeignKey(blank=True, db_index=False, help_text='The lead officer who asked to withdraw it. The sign-off officer confirms.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='assessment',
            name='state',
            field=models.CharField(choices=[('not_started', 'Not started'), ('in_progress', 'In progress'), ('awaiting_sign_off', 'Awaiting sign-off'), ('submitted', 'Submitted'), ('clarification', 'Clarification asked'), ('confirmation', 'Change to confirm'), ('complete', 'Complete'), ('withdrawn', 'Withdrawn'), ('merged', 'Closed by merger')], default='not_started', help_text='Where it stands.', max_length=20),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['not_started', 'in_progress', 'awaiting_sign_off', 'submitted', 'clarification', 'confirmation', 'complete', 'withdrawn', 'merged'])), name='assessment_state_is_known'),
        ),
        migrations.AddField(
            model_name='assistance',
            name='assessment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assistances', to='assessments.assessment'),
        ),
        migrations.AddField(
            model_name='assistance',
            name='begun_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='clarification',
            name='after',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='settles', to='assessments.snapshot'),
        ),
        migrations.AddField(
            model_name='clarification',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='clarification',
            name='assessment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clarifications', to='assessments.assessment'),
        ),
        migrations.AddField(
            model_name='clarification',
            name='before',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessments.snapshot'),
        ),
        migrations.AddField(
            model_name='flag',
            name='assessment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='flags', to='assessments.assessment'),
        ),
        migrations.AddField(
            model_name='flag',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='flag',
            name='statement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='principles.statement'),
        ),
        migrations.AddField(
            model_name='question',
            name='clarification',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='assessments.clarification'),
        ),
        migrations.AddField(
            model_name='question',
            name='replied_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='question',
            name='statement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='principles.statement'),
        ),
        migrations.AddField(
            model_name='staffnote',
            name='assessment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='staff_notes', to='assessments.assessment'),
        ),
        migrations.AddField(
            model_name='staffnote',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='staffnote',
            name='statement',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='principles.statement'),
        ),
        migrations.AddConstraint(
            model_name='assistance',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('assessment',), name='one_open_assistance'),
        ),
        migrations.AddConstraint(
            model_name='assistance',
            constraint=models.CheckConstraint(condition=models.Q(('how__in', ['phone', 'paper', 'meeting'])), name='way_of_assistance_is_known'),
        ),
        migrations.AddConstraint(
            model_name='clarification',
            constraint=models.UniqueConstraint(condition=models.Q(('after__isnull', True)), fields=('assessment',), name='one_open_clarification'),
        ),
        migrations.AddConstraint(
            model_name='flag',
            constraint=models.UniqueConstraint(fields=('assessment', 'statement'), name='one_flag_per_statement'),
        ),
        migrations.AddConstraint(
            model_name='flag',
            constraint=models.CheckConstraint(condition=models.Q(('found__in', ['clear', 'not_clear', 'look_again'])), name='flag_is_known'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.UniqueConstraint(fields=('clarification', 'statement'), name='one_question_per_statement'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('replied_by__isnull', True), ('reply', '')), ('replied_by__isnull', False), _connector='OR'), name='reply_has_its_author'),
        ),
    ]
