// What is marked as live is fetched anew every two seconds, and the rest of the page stays where it is.
const refresh = document.getElementById('refresh');
const trouble = document.getElementById('trouble');

async function update() {
    if (!refresh.checked || document.hidden)
        return;
    try {
        const answer = await fetch('/', { cache: 'no-store' });
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        for (const part of document.querySelectorAll('[data-live]'))
            part.replaceChildren(...page.getElementById(part.id).childNodes);
        trouble.textContent = '';
    } catch {
        trouble.textContent = 'The sandbox does not answer. It may have been stopped.';
    }
}

setInterval(update, 2000);
