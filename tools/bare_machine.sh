#!/usr/bin/env bash
# Prove the two commands on a Debian 12 that has python3 and python3-pip and nothing else.
#
#   sudo tools/bare_machine.sh FOLDER [demo|test]…      (both when none is named)
#
# Makes the Debian in FOLDER with debootstrap (kept, so that a second proof starts quickly), copies the
# committed checkout in, and runs there as an ordinary user and as root. The ordinary user comes
# first: root installs Chromium, and the user is to be seen without it.
set -euo pipefail

folder=$(realpath -m "${1:?say in which folder the Debian may be made}")
shift
proofs=${*:-demo test}
checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
port=$(python3 -c "import socket; s = socket.socket(); s.bind((\"127.0.0.1\", 0)); print(s.getsockname()[1])")

if [ ! -x "$folder/usr/bin/pip3" ]; then
    debootstrap --variant=minbase --include=python3,python3-pip,ca-certificates bookworm "$folder"
fi

# The machine's own resolver and certificates, as any machine in this network would have them.
cp /etc/resolv.conf "$folder/etc/resolv.conf"
find /usr/local/share/ca-certificates -name '*.crt' -exec cp -t "$folder/usr/local/share/ca-certificates/" {} +
chroot "$folder" update-ca-certificates >/dev/null
chroot "$folder" id newcomer >/dev/null 2>&1 || chroot "$folder" useradd --create-home newcomer
chroot "$folder" sh -c 'apt-get purge -y -qq chromium libatomic1 && apt-get autoremove -y -qq' >/dev/null 2>&1 || true

mounted=()
leave() {
    for place in "${mounted[@]}"; do umount -l "$place"; done
}
trap leave EXIT
for place in proc sys dev dev/shm; do
    mount --bind "/$place" "$folder/$place"
    mounted=("$folder/$place" "${mounted[@]}")
done

as() { # as USER COMMAND: in the Debian, in the copy of the checkout, with an empty environment
    local home=/root
    [ "$1" = root ] || home=/home/$1
    chroot --userspec="$1" "$folder" env -i HOME="$home" PATH=/usr/sbin:/usr/bin:/sbin:/bin \
        LANG=C.UTF-8 sh -c "cd ~/convenant && $2"
}

copy() { # a checkout as a newcomer gets it, without anything set up
    local home=$folder/root
    [ "$1" = root ] || home=$folder/home/$1
    rm -rf "$home/convenant"
    mkdir "$home/convenant"
    git -C "$checkout" archive HEAD | tar -x -C "$home/convenant"
    chroot "$folder" chown -R "$1" "${home#"$folder"}/convenant"
}

demo() { # demo USER: the seconds from the command until the first page
    as "$1" "echo \$\$ > started.pid; exec python3 do.py demo --port $port" &
    local process=$! started=$SECONDS
    until curl --silent --fail --output /dev/null "http://127.0.0.1:$port/"; do
        kill -0 "$process" 2>/dev/null || { echo "PROOF FAILED: the demo ended by itself"; exit 1; }
        sleep 0.5
    done
    echo "PROOF: the demo answered $1 after $((SECONDS - started)) s"
    local home=$folder/root
    [ "$1" = root ] || home=$folder/home/$1
    kill -TERM "$(cat "$home/convenant/started.pid")"
    wait "$process" || true
    if curl --silent --output /dev/null "http://127.0.0.1:$port/"; then
        echo "PROOF FAILED: the demo still answers after it was stopped"
        exit 1
    fi
}

for user in newcomer root; do
    for proof in $proofs; do
        copy "$user"
        if [ "$proof" = demo ]; then
            demo "$user"
            copy "$user" # once more from nothing, now that the packages are in the cache
            demo "$user"
        else
            as "$user" "python3 do.py test"
            as "$user" "python3 do.py test tests/test_papers.py" | grep -c "already there" |
                sed "s/^/PROOF: steps of the second run that installed nothing (of 4): /"
        fi
    done
done
echo "PROOF: done"
