/* Makes the comparison handier; nothing in it needs this script. A text filter
   for the requirements, headings only where a row is left, Escape to close. */
"use strict";

(function () {
	const parts = Array.from(document.querySelectorAll("tbody.part"));
	const form = document.querySelector("form.filters");
	const input = document.createElement("input");
	const told = document.createElement("span");

	function apply() {
		const words = input.value.toLowerCase().split(/\s+/);
		let shown = 0;

		parts.forEach(function (part) {
			let left = 0;

			part.classList.remove("off");
			part.querySelectorAll("tr.req").forEach(function (row) {
				const text = row.cells[0].textContent.toLowerCase();

				row.classList.toggle("off",
					!words.every(function (w) {
						return text.includes(w);
					}));
				if (row.offsetParent !== null)
					left++;
			});
			part.classList.toggle("off", left === 0);
			shown += left;
		});
		told.textContent = shown + " requirements";
	}

	input.type = "search";
	input.placeholder = "Filter by text";
	input.setAttribute("aria-label", "Filter requirements by text");
	told.setAttribute("role", "status");
	told.className = "small";
	form.append(input, told);
	form.addEventListener("input", apply);
	form.addEventListener("submit", function (event) {
		event.preventDefault();
	});

	/* Of the panel that is open: the link that closes it, to its row. */
	function closer() {
		const target = document.querySelector(".panel:target, .panel :target");

		return target === null ? null :
			target.closest(".panel").querySelector(".bar a");
	}

	function showRow() {
		const link = closer();
		const row = link === null ? null :
			document.getElementById(link.hash.slice(1));

		if (row !== null)
			row.scrollIntoView({block: "center"});
	}

	addEventListener("keydown", function (event) {
		const link = closer();

		if (event.key === "Escape" && link !== null)
			link.click();
	});
	addEventListener("hashchange", showRow);
	apply();
	showRow();
})();
