"""What is read in a file may be the targets of a whole department."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0015_lapsed_waivers"),
    ]

    operations = [
        migrations.AddField(
            "queuedproject",
            "kind",
            models.CharField(choices=[("project", "Project"), ("whole_department", "Whole Department")], default="project", max_length=16),
        ),
    ]
