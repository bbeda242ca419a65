"""Spheres follow one another, as departments do."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0013_accepted_issue")]

    operations = [
        migrations.CreateModel(
            name="SphereSuccession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date", models.DateField(blank=True, null=True, verbose_name="since")),
                (
                    "predecessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successions",
                        to="events.sphere",
                        verbose_name="predecessor",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="precessions",
                        to="events.sphere",
                        verbose_name="successor",
                    ),
                ),
            ],
            options={
                "verbose_name": "succession of spheres",
                "verbose_name_plural": "successions of spheres",
                "ordering": ["date", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("predecessor", "successor"), name="sphere_succession_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("predecessor", models.F("successor")), _negated=True),
                        name="succession_of_two_spheres",
                        violation_error_message="A sphere cannot follow itself.",
                    ),
                ],
            },
        ),
    ]
