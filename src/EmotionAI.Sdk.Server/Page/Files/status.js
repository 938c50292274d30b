/** Tells a sentence, or what went wrong, where eyes and screen readers find it. */
export function tell(place, message) {
  const isWrong = message instanceof Error;
  place.classList.toggle('wrong', isWrong);
  const text = isWrong ? message.message : message;
  if (place.textContent !== text) {
    place.textContent = text;
  }
}
