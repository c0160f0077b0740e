/** Passwords that top every published list of leaked ones, from eight characters on, lower case. */
export const blockedPasswords: ReadonlySet<string> = new Set(
  `12345678 123456789 1234567890 12345678910 0123456789 87654321 987654321 9876543210 11223344 1122334455
  12341234 123123123 123321123 123454321 12344321 147258369 159357456 789456123 741852963 963852741 314159265
  13579246 24681012 10203040 01234567 password passw0rd p@ssword p@ssw0rd pa$$word pa$$w0rd passwort drowssap
  qwertyui qwertyuiop qwerty12 qwerty123 qwerty1234 qwerty12345 1qaz2wsx 1qazxsw2 zaq12wsx qazwsxedc qazwsx123
  1q2w3e4r 1q2w3e4r5t q1w2e3r4 q1w2e3r4t5 asdfghjk asdfghjkl asdf1234 zxcvbnm1 zxcvbnm123 qweasdzxc qweasd123
  qwer1234 1234qwer 123qweasd q12345678 a1234567 a12345678 a123456789 aa123456 aa12345678 abcd1234 abcdefgh
  abcdefghi abc12345 abc123456 1234abcd 123abc123 abcabcabc iloveyou iloveyou1 iloveyou2 iloveu123 lovelove
  sunshine sunshine1 princess princess1 football football1 baseball baseball1 basketball superman superman1
  batman123 spiderman pokemon1 pokemon123 minecraft minecraft1 fortnite fortnite1 roblox123 michael1 michelle
  jennifer jessica1 charlie1 ashley123 jordan23 danielle samantha alexander elizabeth victoria christian
  dragon123 monkey123 shadow123 master123 killer123 starwars starwars1 whatever trustno1 letmein1 letmein123
  computer internet blink182 corvette mercedes midnight mountain chocolate cheese123 butterfly rainbow1
  unicorn1 unicorn123 liverpool chelsea1 arsenal1 barcelona realmadrid cristiano ronaldo7 hello123 hello1234
  helloworld test1234 testtest changeme changeme1 default1 access14 00000000 qwertz123 secret123 temporary
  tequiero teamomucho estrella mariposa princesa hermosa1 futbol123 contraseña1 contrasena1 colombia
  mexico123 elephant dinosaur dinosaur1 kindergarten firstgrade teacher1`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Words anybody would try first at a school's sign-in; also blocked with digits or signs behind them (`Student2026!`). */
export const genericWords: ReadonlySet<string> = new Set(
  `password passwort contraseña contrasena clave welcome bienvenido bienvenida letmein changeme qwerty admin
  administrator rollbook student students estudiante alumno teacher maestro maestra profesor profesora
  school escuela class classroom clase homework summer winter spring autumn`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
