// What a browser says of a passkey that did not work, in words on the page instead of in its console.
document.addEventListener("allauth.error", (event) => {
  const trouble = document.getElementById("passkey-trouble");
  if (!trouble) return;
  event.preventDefault();
  const number = document.getElementById("passkey-by-number");
  if (number) number.hidden = !/^[\d.]+$|^\[/.test(location.hostname);
  trouble.hidden = false;
});
