"""Waivers whose last day is over are found, and say when their declaration was weighed without them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0014_why_imports_failed"),
    ]

    operations = [
        migrations.AddField("waiver", "lapsed_at", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "waiver",
            models.Index(fields=["until"], condition=models.Q(("lapsed_at__isnull", True), ("state", "granted")), name="waiver_lapsing"),
        ),
    ]
