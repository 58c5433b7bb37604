/** Lines with NMEA 4.10 tag blocks before them: who says it, when it was received there, and the group of several parts. */

/** `group`: a number for what has several parts. Lines end with CR LF. */
export function tagged(
  sentences: readonly string[],
  station: string,
  receivedMs: number,
  group: number,
): string {
  const total = sentences.length;
  let lines = '';
  sentences.forEach((sentence, i) => {
    const grouped = total > 1 ? `g:${i + 1}-${total}-${(group % 9999) + 1}` : '';
    const said = i === 0 ? `${grouped}${grouped && ','}s:${station},c:${receivedMs}` : grouped;
    lines += `\\${said}*${checksum(said)}\\${sentence}\r\n`;
  });
  return lines;
}

function checksum(said: string): string {
  let sum = 0;
  for (let i = 0; i < said.length; i++) sum ^= said.charCodeAt(i);
  return sum.toString(16).toUpperCase().padStart(2, '0');
}
