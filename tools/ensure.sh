#!/bin/sh
# Make sure that programs from Debian's packages are there: ensure.sh WHAT...
# Installs with apt where that's possible without a question, else says what to do.
set -eu

install() {
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        root=""
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        root="sudo"
    else
        echo "helpgen needs $1 from the package $2: install it and run make again" >&2
        exit 1
    fi
    echo "installing $2 for $1"
    $root apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends "$2" >/dev/null
}

for what in "$@"; do
    case $what in
        venv) "${PYTHON:-python3}" -c 'import ensurepip, venv' 2>/dev/null || install "Python's venv" python3-venv ;;
        chromium) command -v chromium >/dev/null || install "a browser for tests" chromium ;;
        java) command -v java >/dev/null || install "Java for the HTML checker" default-jre-headless ;;
        rsync) command -v rsync >/dev/null || install "tests of deploying" rsync ;;
        nginx) command -v nginx >/dev/null || install "tests of replicas" nginx ;;
        npm) command -v npm >/dev/null || install "npm for axe and the HTML checker" npm ;;
        *) echo "ensure.sh: don't know $what" >&2; exit 2 ;;
    esac
done
