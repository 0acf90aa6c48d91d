"use strict";
// The page is whole without this file: it only offers to print it.
const button = document.getElementById("print");
button.hidden = false;
button.addEventListener("click", () => window.print());
