/* Charts as PNG: the picture the server draws, painted on a canvas. Paper shows the folded tables as well. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const SCALE = 2; // dots for each pixel: sharp on paper

  const painted = (picture) => {
    const canvas = document.createElement("canvas");
    canvas.width = picture.naturalWidth * SCALE;
    canvas.height = picture.naturalHeight * SCALE;
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve) => {
      canvas.toBlob(resolve, "image/png");
    });
  };

  for (const button of document.querySelectorAll("[data-picture]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const picture = new Image();
      picture.src = button.dataset.picture;
      await picture.decode();
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await painted(picture));
      link.download = button.dataset.name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    });
  }

  const tables = [...document.querySelectorAll("details.figure-table")];
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = tables.filter((table) => !table.open);
    for (const table of closed) table.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const table of closed) table.open = false;
  });
});
