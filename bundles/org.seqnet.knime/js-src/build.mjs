// Makes ../view/index.html: one page with its styles and script inside. With --check it only compares.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const page = here("../view/index.html");

const bundled = async (file, options = {}) => {
  const { outputFiles } = await build({ entryPoints: [here(file)], bundle: true, minify: true, write: false, ...options });
  return outputFiles[0].text.trim();
};
const script = await bundled("src/main.js", { format: "iife", target: "chrome110", legalComments: "none" });
const style = await bundled("src/style.css");

const built = (await readFile(here("src/index.html"), "utf8"))
  .replace("/*STYLE*/", () => style)
  .replace("/*SCRIPT*/", () => script.replaceAll("</script", "<\\/script"));

if (process.argv.includes("--check")) {
  if ((await readFile(page, "utf8")) !== built) {
    console.error("view/index.html is not what js-src makes. Run `npm run build` in js-src and commit the page.");
    process.exit(1);
  }
} else {
  await mkdir(here("../view/"), { recursive: true });
  await writeFile(page, built);
  console.log(`view/index.html: ${(built.length / 1024).toFixed(1)} kB`);
}
