"""What must be there before a contender can start: our classes, the contenders' classes, PyTorch and data."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
BENCHMARKS = HOME / "benchmarks"
SCRATCH = BENCHMARKS / "target"
PYTORCH = "torch==2.13.0"
BUNDLES = ["org.seqnet.dl4j", "org.seqnet.dl4j.cpu.linux.x86_64", "org.seqnet.engine"]
MIXED_BUNDLES = ["org.seqnet.onednn", "org.seqnet.onednn.linux.x86_64"]  # their JavaCPP is another one than ND4J's
IMAGES, TEST_IMAGES = 60_000, 10_000
LONG_IMAGES = 6_000  # sequences of the cases that have other data than MNIST
FILES = [f"{split}-{part}" for split in ("train", "t10k") for part in ("images-idx3-ubyte", "labels-idx1-ubyte")]


def say(text):
    print(text, file=sys.stderr, flush=True)


def java(tool="java"):
    home = os.environ.get("JAVA_HOME")
    found = Path(home) / "bin" / tool if home else shutil.which(tool)
    if not found:
        sys.exit(f"No {tool} was found. Install a JDK 17 and add it to the PATH, or set JAVA_HOME.")
    return str(found)


def java_class_path():
    """Builds our bundles and the contenders if a source is newer than its classes; returns the class path."""
    engine = HOME / "bundles/org.seqnet.engine/target/classes"
    built = SCRATCH / "engine.built"
    bundles = BUNDLES + MIXED_BUNDLES
    sources = [path for bundle in bundles for path in (HOME / "bundles" / bundle).rglob("*")
               if path.is_file() and not {"target", "lib"} & set(path.relative_to(HOME).parts)
               and not path.name.startswith(".")]
    if not engine.is_dir() or not built.exists() or newest(sources) > built.stat().st_mtime:
        say("Building the engine ...")
        modules = ",".join(f"bundles/{bundle}" for bundle in bundles)
        SCRATCH.mkdir(exist_ok=True)
        started = SCRATCH / "engine.started"
        started.touch()
        if subprocess.run(["./mvnw", "-q", "-DskipTests", "-pl", modules, "package"], cwd=HOME).returncode:
            sys.exit("The build failed; see the messages above.")
        started.replace(built)
    # Not those of other bundles: with CUDA's, which a full build fetches, ND4J tries CUDA first and reports its failure.
    class_path = os.pathsep.join(map(str, [engine, *jars(BUNDLES)]))

    contenders, classes = sorted((BENCHMARKS / "contenders").glob("*.java")), SCRATCH / "classes"
    marker = classes / "Ours.class"
    if not marker.exists() or newest([*contenders, built]) > marker.stat().st_mtime:
        subprocess.run([java("javac"), "--release", "17", "-d", classes, "-cp", class_path, *contenders], check=True)
    return os.pathsep.join([class_path, str(classes)])


def jars(bundles):
    return [jar for bundle in bundles for jar in sorted((HOME / "bundles" / bundle / "lib").glob("*.jar"))]


def in_mixed_precision(java, class_path):
    """Returns the command, but for the class and its arguments, that starts a contender which can compute in it."""
    own = os.pathsep.join(map(str, [HOME / "bundles/org.seqnet.onednn/target/classes", *jars(MIXED_BUNDLES)]))
    return [java, "-cp", str(SCRATCH / "classes"), "Launcher", class_path, own]


def mixed_refusal(java, class_path):
    """Returns why this machine computes nothing in mixed precision, or None if it does."""
    found = subprocess.run([*in_mixed_precision(java, class_path), "MixedRefusal"], stdout=subprocess.PIPE, text=True)
    return found.stdout.strip() or (f"Its test ended with exit code {found.returncode}." if found.returncode else None)


def newest(paths):
    return max(path.stat().st_mtime for path in paths)


def pytorch():
    """Returns a Python that has PyTorch, or None after saying why there is none."""
    environment = BENCHMARKS / ".venv"
    python = environment / "bin" / "python"
    if not can_import(python):
        say(f"Installing PyTorch ({PYTORCH}) to {environment}, only for comparison ...")
        commands = [
            [sys.executable, "-m", "venv", environment],
            [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", PYTORCH],
        ]
        if any(subprocess.run(command).returncode for command in commands) or not can_import(python):
            say(f"PyTorch could not be installed; its columns are omitted. To include them, make "
                f"'{python} -m pip install {PYTORCH}' work (pip's settings can specify another index) and try again.")
            return None
    return str(python)


def can_import(python):
    version = PYTORCH.split("==")[1]
    test = f"import torch, sys; sys.exit(torch.__version__.split('+')[0] != '{version}')"
    return python.exists() and not subprocess.run([python, "-W", "ignore", "-c", test], stderr=subprocess.DEVNULL).returncode


def can_compile(python):
    """Says whether PyTorch can compile networks, which needs a C++ compiler and Python's headers."""
    test = "import torch; torch.compile(torch.nn.Linear(2, 2))(torch.ones(1, 2))"
    return not subprocess.run([python, "-W", "ignore", "-c", test], stderr=subprocess.DEVNULL).returncode


def mnist():
    """Returns the folder with MNIST in our cache, or None if it is not there."""
    cache = Path(os.environ.get("SEQNET_CACHE", Path.home() / ".cache/seqnet")) / "mnist"
    return cache if all((cache / file).exists() for file in FILES) else None


def data(steps, features=28):
    """Returns a folder with MNIST as it lies in our cache or, for other lengths and without it, images of random bytes."""
    reference = steps == features == 28
    return reference and mnist() or random_data(steps, features, IMAGES if reference else LONG_IMAGES)


def count_images(folder):
    """Returns the number of training images."""
    with open(folder / FILES[0], "rb") as images:
        return int.from_bytes(images.read(8)[4:], "big")


def scenes(java, class_path, world, seed, settings):
    """Composes scenes of Fashion-MNIST, which is downloaded if it is not in our cache; returns their folder."""
    folder = SCRATCH / f"scenes-{world}-{seed}"
    folder.mkdir(parents=True, exist_ok=True)
    command = [java, "-cp", class_path, "ComposeScenes", folder, world, seed, *settings]
    if subprocess.run(list(map(str, command))).returncode:
        sys.exit("The scenes could not be composed; see the messages above.")
    return folder


def random_data(steps, features, images):
    """Returns a folder with so many training images, and test images, of random bytes."""
    folder = SCRATCH / f"random-{images}x{steps}x{features}"
    if not folder.exists():
        unfinished = folder.with_suffix(".unfinished")
        unfinished.mkdir(parents=True, exist_ok=True)
        for split, count in ("train", images), ("t10k", TEST_IMAGES):
            pictures, labels = (unfinished / file for file in FILES if file.startswith(split))
            write_idx(pictures, [count, steps, features], os.urandom(count * steps * features))
            write_idx(labels, [count], bytes(value % 10 for value in os.urandom(count)))
        unfinished.rename(folder)
    return folder


def write_idx(file, sizes, content):
    header = bytes([0, 0, 8, len(sizes)]) + b"".join(size.to_bytes(4, "big") for size in sizes)
    file.write_bytes(header + content)
