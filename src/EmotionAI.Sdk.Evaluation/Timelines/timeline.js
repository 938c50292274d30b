const player = document.querySelector("audio");
const segments = [...document.querySelectorAll("[data-start]")];
document.addEventListener("click", event => {
  const segment = event.target.closest("[data-start]");
  if (player && segment) {
    player.currentTime = Number(segment.dataset.start);
    player.play();
  }
});
if (player) {
  player.addEventListener("timeupdate", () => {
    for (const segment of segments) {
      segment.classList.toggle("now", Number(segment.dataset.start) <= player.currentTime && player.currentTime < Number(segment.dataset.end));
    }
  });
}
