const notice = document.getElementById('notice');
let hasAgreed = false;

/** Shows the notice of Article 50(3) until somebody has agreed. Gives whether the microphone may start. */
export async function agree() {
  if (!hasAgreed) {
    document.getElementById('notice-host').textContent = location.host;
    notice.returnValue = '';
    notice.showModal();
    await new Promise(done => notice.addEventListener('close', done, { once: true }));
    hasAgreed = notice.returnValue === 'agree';
  }

  return hasAgreed;
}
