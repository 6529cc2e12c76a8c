// A world map of the sites in the table; everything it needs comes from this server.
const holder = document.getElementById("map");
if (holder && window.echarts && window.topojson) {
  const load = (address) => fetch(address, { credentials: "same-origin" }).then((answer) => answer.json());
  Promise.all([load(holder.dataset.world), load(holder.dataset.points)]).then(([world, { points }]) => {
    if (!points.length) return;
    holder.hidden = false;
    const countries = topojson.feature(world, world.objects.countries);
    countries.features = countries.features.filter((land) => land.id !== "010"); // no sites in Antarctica
    echarts.registerMap("world", countries);
    const chart = echarts.init(holder, null, { renderer: "canvas" });
    const lngs = points.map((point) => point[0]);
    const lats = points.map((point) => point[1]);
    const least = (values) => values.reduce((a, b) => Math.min(a, b));
    const most = (values) => values.reduce((a, b) => Math.max(a, b));
    const span = Math.max((most(lngs) - least(lngs)) / 360, (most(lats) - least(lats)) / 150);
    chart.setOption({
      aria: { enabled: true, label: { description: `${holder.dataset.label}: ${points.length}` } },
      animation: false,
      tooltip: { renderMode: "richText", formatter: (hit) => hit.data.value[2] },
      geo: {
        map: "world", roam: true, silent: true,
        center: [(least(lngs) + most(lngs)) / 2, (least(lats) + most(lats)) / 2],
        zoom: Math.max(1, Math.min(8, 0.8 / Math.max(span, 0.05))),
        itemStyle: { areaColor: "#e7ebe4", borderColor: "#b9c1ba" },
      },
      series: [{
        type: "scatter", coordinateSystem: "geo", large: points.length > 5000, symbolSize: 7,
        itemStyle: { color: "#0b5351", opacity: 0.65 },
        data: points.map((point) => ({ value: point })),
      }],
    });
    chart.on("click", (hit) => { window.location = holder.dataset.site.replace("CODE", hit.data.value[3]); });
    new ResizeObserver(() => chart.resize()).observe(holder);
  });
}
