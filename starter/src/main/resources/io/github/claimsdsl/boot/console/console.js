"use strict";

/** Posts fields to a page of the console, with the CSRF token of the form. */
const post = async (address, form, fields) => {
  const body = new URLSearchParams(fields);
  const csrf = form.querySelector("input[type=hidden]");
  if (csrf) {
    body.set(csrf.name, csrf.value);
  }
  const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
  return answer.ok ? answer.json() : null;
};

/** Calls a function once nothing has happened for a moment. */
const after = (milliseconds, action) => {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, milliseconds);
  };
};

const element = (name, text, className) => {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) {
    made.className = className;
  }
  return made;
};

/** Checks an expression while the author types. */
const check = (box) => {
  const live = document.getElementById("live");
  let last = box.value;
  const show = (issues) => {
    live.replaceChildren(...issues.map((issue) => {
      const shown = element("div", "", "issue");
      const text = element("p", "");
      text.append(element("b", issue.message), " " + (issue.help ?? ""));
      shown.append(text);
      if (issue.place) {
        shown.append(element("pre", issue.place, "scroll"));
        shown.lastChild.tabIndex = 0;
        shown.lastChild.setAttribute("role", "group");
        shown.lastChild.setAttribute("aria-label", "Place");
      }
      if (issue.rewrite) {
        const use = element("button", "Use the rewrite", "secondary");
        use.type = "button";
        use.addEventListener("click", () => {
          box.value = issue.rewrite;
          box.dispatchEvent(new Event("input"));
          box.focus();
        });
        const buttons = element("p", "", "buttons");
        buttons.append(use);
        shown.append(buttons);
      }
      return shown;
    }));
    if (issues.length === 0 && last.trim()) {
      live.replaceChildren(element("p", "Valid as far as typed.", "muted"));
    }
  };
  const ask = async () => {
    const expression = box.value;
    last = expression;
    const tokenType = document.getElementById("tokenType").value;
    const issues = await post(box.dataset.check, box.form, { expression, tokenType });
    if (issues && expression === last) {
      show(issues);
    }
  };
  const later = after(300, ask);
  box.addEventListener("input", () => {
    document.getElementById("result").replaceChildren();
    later();
  });
};

/** Suggests clients and users whose names hold the typed text. */
const suggest = (field) => {
  const root = document.querySelector("link[rel=stylesheet]").href;
  field.addEventListener("input", after(200, async () => {
    const search = field.value;
    const found = await post(new URL("suggest", root), field.form, { kind: field.dataset.suggest, search });
    if (found && search === field.value) {
      field.list.replaceChildren(...found.map((name) => {
        const option = document.createElement("option");
        option.value = name;
        return option;
      }));
    }
  }));
};

/** Puts a text into a box at the cursor, and selects the arguments of a call. */
const insert = (box, text) => {
  const start = box.dataset.used ? box.selectionStart : box.value.length;
  const end = box.dataset.used ? box.selectionEnd : start;
  box.focus();
  box.setRangeText(text, start, end, "end");
  const call = text.match(/^\.?\w+\(([^()]+)\)$/);
  if (call) {
    box.setSelectionRange(start + text.indexOf("(") + 1, start + text.length - 1);
  }
  box.dispatchEvent(new Event("input"));
};

/** Turns each text that can be put into the box into a button. */
const offer = (reference) => {
  const box = document.getElementById("expression");
  box.addEventListener("focus", () => { box.dataset.used = "yes"; });
  reference.querySelectorAll("code[data-insert]").forEach((code) => {
    const button = element("button", "", "insert");
    button.type = "button";
    button.addEventListener("click", () => insert(box, code.dataset.insert));
    code.replaceWith(button);
    button.append(code);
  });
  reference.querySelector("h2").after(element("p", "Choose one to insert it at the cursor.", "muted"),
    finder(reference));
};

/** Returns a field that hides all entries that do not hold its text. */
const finder = (reference) => {
  const label = element("label", "Find");
  const field = document.createElement("input");
  field.type = "text";
  field.id = "find";
  field.autocomplete = "off";
  label.htmlFor = field.id;
  field.addEventListener("input", () => {
    const search = field.value.trim().toLowerCase();
    reference.querySelectorAll("details").forEach((group) => {
      group.querySelectorAll("li").forEach((item) => {
        item.hidden = !item.textContent.toLowerCase().includes(search);
      });
      group.hidden = !group.querySelector("li:not([hidden])");
      group.open = search !== "" && !group.hidden;
    });
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
    }
  });
  label.append(field);
  return label;
};

document.querySelectorAll("textarea[data-check]").forEach(check);
document.querySelectorAll("#reference").forEach(offer);
document.querySelectorAll("input[data-suggest]").forEach(suggest);

/** Adds new decisions while the page is visible and not paused. */
const live = (list) => {
  const every = 3000;
  const longest = 200;
  const status = document.getElementById("live-status");
  const button = element("button", "", "secondary");
  let paused = true;
  let added = 0;
  let asked = 0;
  let announced = 0;
  let timer;

  const say = (text) => {
    status.textContent = text;
    announced = Date.now();
  };
  const pause = (reason) => {
    clearTimeout(timer);
    paused = true;
    button.textContent = "Resume";
    say(reason);
  };
  const trim = (selector) => [...list.querySelectorAll(selector)].slice(list.dataset.most).forEach((line) => line.remove());
  const add = (fresh) => {
    const server = (lines) => lines.dataset.after.split(".")[0];
    if (server(fresh) !== server(list)) {
      list.replaceChildren();
    }
    const lines = [...fresh.children].filter((line) => !document.getElementById(line.id));
    list.prepend(...lines);
    list.dataset.after = fresh.dataset.after;
    trim(":scope > .issued");
    trim(":scope > :not(.issued)");
    added += lines.length;
    // At most every 15 seconds, so that a screen reader does not talk all the time
    if (lines.length > 0 && Date.now() - announced > 15000) {
      say(`Live: ${added} new`);
    }
  };
  const ask = async () => {
    const address = new URL(location.href);
    address.searchParams.set("after", list.dataset.after);
    // X-Requested-With keeps the server from remembering this address, so a user who signs in later is not sent to
    // it
    const headers = { Accept: "text/html", "X-Requested-With": "XMLHttpRequest" };
    const answer = await fetch(address, { headers }).catch(() => null);
    const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    return page?.getElementById("decisions");
  };
  const later = () => {
    clearTimeout(timer);
    if (!paused && !document.hidden) {
      timer = setTimeout(next, every);
    }
  };
  const next = async () => {
    const fresh = await ask();
    if (paused) {
      return;
    }
    if (!fresh) {
      pause("Stopped: the server did not answer, or you are signed out");
      return;
    }
    add(fresh);
    asked += 1;
    if (asked >= longest) {
      pause("Paused after ten minutes");
      return;
    }
    later();
  };
  const resume = () => {
    paused = false;
    asked = 0;
    button.textContent = "Pause";
    say("Live: new decisions appear here");
    later();
  };

  button.type = "button";
  button.addEventListener("click", () => paused ? resume() : pause("Paused"));
  document.addEventListener("visibilitychange", later);
  document.getElementById("live-buttons").prepend(button);
  resume();
};

document.querySelectorAll("#decisions").forEach(live);
