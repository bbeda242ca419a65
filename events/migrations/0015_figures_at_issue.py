"""Dossiers and summary figures keep the numbers they went out with."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0014_sphere_succession"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="dossiercopy",
            name="figures",
            field=models.JSONField(blank=True, default=dict, verbose_name="figures at issue"),
        ),
        migrations.CreateModel(
            name="IssuedFigures",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("query", models.TextField(verbose_name="filter")),
                ("period_code", models.CharField(max_length=16, verbose_name="period")),
                ("figures", models.JSONField(default=dict, verbose_name="figures at issue")),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="made at")),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
            ],
            options={
                "verbose_name": "issued figures",
                "verbose_name_plural": "issued figures",
                "ordering": ["-made_at", "-id"],
                "indexes": [
                    models.Index(fields=["period_code", "-made_at"], name="issued_figures_by_period")
                ],
            },
        ),
    ]
