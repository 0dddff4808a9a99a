// How long it took from a key to the picture, as a performance measure that anybody can read.

/** Sets the mark after the frame that is being made has been painted; the measure is named `derlius-painted`. */
export function markPainted() {
  if (performance.getEntriesByName("derlius-input").length === 0) return;
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      const input = performance.getEntriesByName("derlius-input").at(-1);
      if (!input) return;
      performance.clearMeasures("derlius-painted");
      performance.measure("derlius-painted", { start: input.startTime, end: performance.now() });
      performance.clearMarks("derlius-input");
    };
    channel.port2.postMessage(0);
  });
}
