from django.db import migrations

from jixiao.web.records.guarding import guard


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]

    operations = [migrations.RunPython(guard)]
