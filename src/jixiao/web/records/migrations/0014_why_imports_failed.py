"""Why a document could not be read is a message with what it quotes; what was kept before is one text."""

from django.db import migrations, models


def _keep_texts(apps, schema_editor):
    own = apps.get_model("records", "Import")._base_manager
    for found in own.exclude(error="").only("pk", "error"):
        own.filter(pk=found.pk).update(why={"text": found.error})


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0013_notices"),
    ]

    operations = [
        migrations.AddField("import", "why", models.JSONField(default=dict)),
        migrations.RunPython(_keep_texts, migrations.RunPython.noop),
        migrations.RemoveField("import", "error"),
    ]
