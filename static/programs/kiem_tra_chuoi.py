"""Sổ hôm nay có nối tiếp mốc đã giữ không: python3 kiem_tra_chuoi.py https://dia-chi-so moc.json"""

import hashlib
import json
import sys
import urllib.request
from pathlib import Path

site, kept = sys.argv[1].rstrip("/"), json.loads(Path(sys.argv[2]).read_text("utf-8-sig"))
number, digest, fits = 0, "0" * 64, kept["number"] == 0
with urllib.request.urlopen(f"{site}/du-lieu/chuoi.jsonl") as lines:
    for line in lines:
        entry = json.loads(line)
        told = entry.pop("digest")
        text = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        if (entry["number"], entry["previous"]) != (number + 1, digest):
            sys.exit(f"SAI: đứt chuỗi ở mục {entry['number']}")
        number, digest = entry["number"], hashlib.sha256(text.encode()).hexdigest()
        if digest != told:
            sys.exit(f"SAI: mục {number} đã bị sửa")
        fits = fits or (number == kept["number"] and digest == kept["digest"])
print(f"ĐÚNG: {number} mục nối tiếp mốc đã giữ" if fits else "SAI: sổ đã bị ghi lại hoặc cắt bớt")
sys.exit(not fits)
