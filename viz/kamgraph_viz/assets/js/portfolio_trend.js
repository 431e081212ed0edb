/** Coverage on earlier days takes the service longer than the page: it is asked for once the page stands. */
async function fetchTrend() {
  const found = await trendAnswered();
  for (const account of ACCOUNTS) account.trend = found[account.id] || [];
  drawShown();
  document.documentElement.dataset.trend = "true";
}

/** Nothing where the service does not answer: the page is whole without it. */
async function trendAnswered() {
  try {
    const answer = await fetch(PAYLOAD.live.trend, { headers: { Accept: "application/json" } });
    return answer.ok ? await answer.json() : {};
  } catch {
    return {};
  }
}

if (PAYLOAD.live.trend) fetchTrend();
