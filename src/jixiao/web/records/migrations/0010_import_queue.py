# Files that wait to become declarations, and what a person said of each.

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import jixiao.web.records.clock


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0009_whole_department"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("fiscal_year", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField(default=jixiao.web.records.clock.now)),
                ("left_out", models.JSONField(default=list)),
                ("repeated", models.JSONField(default=list)),
                (
                    "agency",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.agency"),
                ),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="QueuedFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("fiscal_year", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=400)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("ready", "Ready"),
                            ("partial", "Partial"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("errors", models.JSONField(default=dict)),
                ("reading", models.JSONField(null=True)),
                ("said_year", models.PositiveSmallIntegerField(null=True)),
                ("read_at", models.DateTimeField(null=True)),
                ("projects_found", models.PositiveIntegerField(default=0)),
                ("confirmed", models.PositiveIntegerField(default=0)),
                ("skipped", models.PositiveIntegerField(default=0)),
                ("doubtful", models.PositiveIntegerField(default=0)),
                ("settled", models.PositiveIntegerField(default=0)),
                (
                    "agency",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.agency"),
                ),
                ("batch", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="files", to="records.importbatch")),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "file",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.storedfile"),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="QueuedProject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("name", models.CharField(blank=True, max_length=255)),
                ("said", models.CharField(blank=True, max_length=255)),
                ("matched_by", models.CharField(blank=True, max_length=8)),
                ("content", models.JSONField(default=dict)),
                ("remarks", models.JSONField(default=list)),
                ("doubtful", models.JSONField(default=list)),
                ("settled", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("confirmed", "Confirmed"), ("skipped", "Skipped")], default="open", max_length=9
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.agency"),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "declaration",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.declaration"),
                ),
                (
                    "document",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="projects", to="records.queuedfile"),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.AddConstraint(
            model_name="queuedfile",
            constraint=models.UniqueConstraint(fields=("by", "fiscal_year", "file"), name="queued_once"),
        ),
        migrations.AddConstraint(
            model_name="queuedproject",
            constraint=models.UniqueConstraint(fields=("document", "number"), name="queued_project_once"),
        ),
    ]
