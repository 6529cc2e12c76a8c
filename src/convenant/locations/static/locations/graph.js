// Members and shared sites as a picture; the tables on the page hold the same numbers.
const place = document.getElementById("graph");
if (place && window.echarts) {
  const data = JSON.parse(document.getElementById("graph-data").textContent);
  const most = Math.max(1, ...data.links.map((link) => link.value));
  const largest = Math.max(1, ...data.nodes.map((node) => node.value));
  place.hidden = false;
  const chart = window.echarts.init(place, null, { renderer: "canvas" });
  chart.setOption({
    animation: false,
    tooltip: { renderMode: "richText" },
    series: [{
      type: "graph",
      layout: "circular",
      top: 115,
      left: 115,
      right: 115,
      bottom: 115,
      circular: { rotateLabel: true },
      data: data.nodes.map((node) => ({ ...node, symbolSize: 8 + 22 * Math.sqrt(node.value / largest) })),
      links: data.links.map((link) => ({ ...link, lineStyle: { width: 1 + 7 * (link.value / most) } })),
      label: { show: true, color: "#1c2b2d", formatter: "{b}", width: 100, overflow: "truncate" },
      itemStyle: { color: "#0b5351" },
      lineStyle: { color: "#c8792b", opacity: 0.55, curveness: 0.15 },
      emphasis: { focus: "adjacency" },
    }],
  });
  window.addEventListener("resize", () => chart.resize());
}
