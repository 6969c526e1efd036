/* Makes the report handier; nothing in it needs this script. A link to a case
   opens it, the counts and a text filter the cases. */
"use strict";

(function () {
	const cases = Array.from(document.querySelectorAll("[data-verdict]"));
	const counts = Array.from(document.querySelectorAll("[data-filter]"));
	const parts = Array.from(document.querySelectorAll(".rfc"));
	let verdict = "";

	/* What is searched: the line that stands for the case. */
	const texts = cases.map(function (c) {
		return (c.querySelector("summary") || c).textContent
			.toLowerCase();
	});

	function open(id) {
		let e = id === "" ? null : document.getElementById(id);
		const target = e;

		if (e !== null && e.closest(".off") !== null)
			showAll();
		for (; e !== null; e = e.parentElement)
			if (e.tagName === "DETAILS")
				e.open = true;
		if (target !== null)
			target.scrollIntoView();
	}

	function openHash() {
		let id = location.hash.slice(1);

		try {
			id = decodeURIComponent(id);
		} catch (e) {
			return;
		}
		open(id);
	}

	const bar = document.createElement("div");
	const input = document.createElement("input");
	const clear = document.createElement("button");
	const told = document.createElement("span");

	function apply() {
		const words = input.value.toLowerCase().split(/\s+/);
		const filtered = verdict !== "" || input.value.trim() !== "";
		let shown = 0;

		cases.forEach(function (c, i) {
			const fits = (verdict === "" ||
				c.dataset.verdict === verdict) &&
				words.every(function (w) {
					return texts[i].includes(w);
				});

			c.classList.toggle("off", !fits);
			shown += fits ? 1 : 0;
		});
		parts.forEach(function (p) {
			const any = p.querySelector(
				"[data-verdict]:not(.off)");

			p.classList.toggle("off", filtered && any === null);
		});
		counts.forEach(function (c) {
			c.setAttribute("aria-pressed",
				String(c.dataset.filter === verdict));
		});
		told.textContent = filtered ?
			shown + " of " + cases.length : "";
	}

	function showAll() {
		verdict = "";
		input.value = "";
		apply();
	}

	input.type = "search";
	input.placeholder = "Filter cases and rules by text";
	input.setAttribute("aria-label", input.placeholder);
	input.addEventListener("input", apply);
	clear.type = "button";
	clear.textContent = "Show all";
	clear.addEventListener("click", showAll);
	told.setAttribute("role", "status");
	bar.className = "filter";
	bar.append(input, clear, told);
	document.getElementById("sections").before(bar);

	counts.forEach(function (c) {
		c.setAttribute("role", "button");
		c.addEventListener("click", function (event) {
			event.preventDefault();
			verdict = verdict === c.dataset.filter ?
				"" : c.dataset.filter;
			apply();
			bar.scrollIntoView();
		});
	});
	addEventListener("hashchange", openHash);
	openHash();
})();
