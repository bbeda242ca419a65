/* Charts of the figures: this year in full colour, the year before hatched; the tables under them say the same. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const source = document.getElementById("bars");
  if (!source || !window.Chart) return;
  const all = JSON.parse(source.textContent);
  const colours = getComputedStyle(document.documentElement);
  const ink = colours.getPropertyValue("--ink").trim();
  const petrol = colours.getPropertyValue("--petrol").trim();
  const brass = colours.getPropertyValue("--brass").trim();
  const line = colours.getPropertyValue("--line").trim();
  const number = new Intl.NumberFormat("ru");
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.font.size = 13;
  Chart.defaults.color = ink;
  Chart.defaults.animation = false;

  // Told apart by the pattern, so that no colour need be seen.
  const hatched = () => {
    const tile = document.createElement("canvas");
    tile.width = tile.height = 8;
    const pen = tile.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, 8, 8);
    pen.strokeStyle = brass;
    pen.lineWidth = 2;
    pen.beginPath();
    for (const start of [-8, 0, 8]) {
      pen.moveTo(start, 8);
      pen.lineTo(start + 8, 0);
    }
    pen.stroke();
    return pen.createPattern(tile, "repeat");
  };

  // A picture is read apart from its page: white ground, numbers at the bars.
  const paper = {
    id: "paper",
    beforeDraw({ ctx, width, height }) {
      ctx.save();
      ctx.fillStyle = "#fff";
      ctx.fillRect(0, 0, width, height);
      ctx.restore();
    },
    afterDatasetsDraw(chart) {
      const { ctx } = chart;
      const across = chart.options.indexAxis === "y";
      ctx.save();
      ctx.fillStyle = ink;
      ctx.font = `11px ${Chart.defaults.font.family}`;
      ctx.textAlign = across ? "left" : "center";
      ctx.textBaseline = across ? "middle" : "bottom";
      chart.data.datasets.forEach((series, index) => {
        if (!chart.isDatasetVisible(index)) return;
        chart.getDatasetMeta(index).data.forEach((bar, place) => {
          const value = series.data[place];
          if (value) ctx.fillText(number.format(value), bar.x + (across ? 4 : 0), bar.y - (across ? 0 : 2));
        });
      });
      ctx.restore();
    },
  };

  const short = (text, most) => {
    const lines = [""];
    for (const word of text.split(" ")) {
      const last = lines.length - 1;
      if (lines[last] && `${lines[last]} ${word}`.length > most) lines.push(word);
      else lines[last] = lines[last] ? `${lines[last]} ${word}` : word;
    }
    return lines.length > 2 ? [lines[0], `${lines[1].slice(0, most - 1)}…`] : lines;
  };

  for (const figure of document.querySelectorAll("[data-bars]")) {
    const told = all[figure.dataset.bars];
    figure.hidden = false;
    figure.classList.toggle("chart-lying", told.across);
    const canvas = figure.querySelector("canvas");
    const space = canvas.parentElement;
    const most = space.clientWidth > 700 ? 48 : space.clientWidth > 420 ? 26 : 17;
    const values = { beginAtZero: true, grid: { color: line }, ticks: { precision: 0, callback: (value) => number.format(value) }, grace: "12%" };
    const names = { grid: { display: false }, ticks: { autoSkip: false } };
    const chart = new Chart(canvas, {
      type: "bar",
      data: {
        labels: told.labels.map((label) => (told.across ? short(label, most) : label)),
        datasets: told.series.map(({ label, values: data }, index) => ({
          label,
          data,
          backgroundColor: index ? hatched() : petrol,
          borderColor: index ? brass : petrol,
          borderWidth: 1,
        })),
      },
      options: {
        indexAxis: told.across ? "y" : "x",
        maintainAspectRatio: false,
        layout: { padding: 6 },
        scales: told.across ? { x: values, y: names } : { x: names, y: values },
        plugins: {
          legend: { position: "bottom", align: "start" },
          title: { display: false, text: told.title, align: "start", color: ink, font: { weight: 500 } },
          tooltip: { callbacks: { title: ([one]) => told.labels[one.dataIndex] } },
        },
      },
      plugins: [paper],
    });
    figure.querySelector("[data-picture]").addEventListener("click", (press) => {
      // On the page the heading stands above the chart; a picture takes it along.
      const { title } = chart.options.plugins;
      title.display = true;
      chart.update();
      const name = `${press.currentTarget.dataset.picture}.png`;
      canvas.toBlob((picture) => {
        title.display = false;
        chart.update();
        const link = document.createElement("a");
        link.href = URL.createObjectURL(picture);
        link.download = name;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 1000);
      });
    });
  }

  const tables = [...document.querySelectorAll("details[data-folds]")];
  for (const table of tables) table.open = false;
  // Paper shows both; the style sheet fits the pictures to it.
  const unfold = (open) => () => {
    for (const table of tables) table.open = open;
  };
  window.addEventListener("beforeprint", unfold(true));
  window.addEventListener("afterprint", unfold(false));
});
