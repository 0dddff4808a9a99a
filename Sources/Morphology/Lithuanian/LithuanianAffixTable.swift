/// How Lithuanian words begin and end: written for this project, CC0 1.0.
///
/// A line is a kind, a tab and a text. `prefix` has the least number of letters that must stand behind it, and
/// `reflexive` where -si- may follow; `reflexive-end` has the length of the reflexive. What stands behind a prefix must be a
/// word of the dictionary. Measured against the VMU list: docs/morphology.md.
let lithuanianAffixTable = """
  # Verbal prefixes, with their variants before t, d and p, b.
  prefix	ap	3	reflexive
  prefix	api	3	reflexive
  prefix	at	3	reflexive
  prefix	ati	3	reflexive
  prefix	į	3	reflexive
  prefix	iš	3	reflexive
  prefix	nu	3	reflexive
  prefix	pa	3	reflexive
  prefix	par	3	reflexive
  prefix	per	3	reflexive
  prefix	pra	3	reflexive
  prefix	pri	3	reflexive
  prefix	su	3	reflexive
  prefix	už	3	reflexive
  # Nominal prefixes.
  prefix	nuo	3
  prefix	prie	3
  prefix	po	3
  prefix	są	3
  prefix	san	3
  prefix	sam	3
  prefix	prieš	3
  prefix	tarp	3
  # Negation and aspect: ne-, be-, te-, and nebe-, tebe- as two.
  prefix	ne	3	reflexive
  prefix	be	3	reflexive
  prefix	te	4	reflexive
  reflexive	si
  # Ends of reflexive forms: mokyti-s, moko-si, mokomė-s, mokydamas-is.
  reflexive-end	si	2
  reflexive-end	tis	1
  reflexive-end	mės	1
  reflexive-end	tės	1
  reflexive-end	eis	1
  reflexive-end	is	2
  # Endings of dictionary forms: where the stem ends.
  ending	ti
  ending	as
  ending	ias
  ending	is
  ending	ys
  ending	us
  ending	ius
  ending	uo
  ending	a
  ending	ia
  ending	ė
  ending	o
  ending	io
  ending	i
  ending	ai
  ending	iai
  ending	os
  ending	ios
  ending	ės
  ending	ūs
  ending	ų
  ending	ių
  vowel	a
  vowel	ą
  vowel	e
  vowel	ę
  vowel	ė
  vowel	i
  vowel	į
  vowel	y
  vowel	o
  vowel	u
  vowel	ų
  vowel	ū
  """
