// Written by scripts/make-tiktoken-fixture.py with tiktoken 0.14.0. Do not edit.
// swift-format-ignore-file

/// A tiny vocabulary of ours, and what tiktoken makes of some texts with it.
enum TinyFixture {
  /// The tokens of ranks 256 and up, base64; ranks 0 to 255 are the bytes.
  static let tokens = """
    YWE= IMU= YWk= ZXI= IGQ= IGk= IGs=
    IHQ= IGRlcg== IMW+ YWI= YWFhYQ== aWU= b2Q=
    IGRlcmE= IMW+b2Q= YWJhYg== aWVs aWVsZA== bGk= IDI=
    IGE= IGFhYWE= IGM= IG8= IHk= IDIw IDIwMg==
    IGNv IGNvdQ== IGNvdW4= IGNvdW50 IGNvdW50ZQ== IGNvdW50ZWQ= IGRlcmEs
    IGly IGlz IGth IG9m IHRo IHRoZQ== IHlpZWxk
    IMW+b2R5 IMW+b2R5bg== amE= bGl1 bGl1cw== b2ph dW9qYQ==
    IEw= IGFiYWI= IGY= IGw= IG0= IDIwMjQ= IDIwMjU=
    IExh IExhdQ== IExhdWs= IExhdWthaQ== IGFhYWFhYWFh IGFiYWJhYmFi IGNvdW50ZWQs
    IGRlcmxpdXM= IGRlcmE7 IGRlcmxpdXMu IGZpZWxk IGthaQ== IGtpZQ== IGthbA==
    IGthcw== IGthaW4= IGthaW51b2ph IGthbGI= IGthbGJv IGthbGJvcw== IGtpZWs=
    IGxh IGxhbg== IGxhbmc= IGxhbmd1 IGxhbmd1YQ== IGxhbmd1YWc= IGxhbmd1YWdl
    IG1h IG1hdA== IG1hdHVvamE= IG1hdHVvamEs IHRh IHRv cXpxeg==
    d3Z3 IHd2d3Y= YWFhYWE=
    """

  /// Pattern, text as JSON, ids.
  static let cases = [
    (
      "gpt2", #""""#,
      ""
    ),
    (
      "gpt2", #"" ""#,
      "32"
    ),
    (
      "gpt2", #""a""#,
      "97"
    ),
    (
      "gpt2", #""aa""#,
      "256"
    ),
    (
      "gpt2", #""aaa""#,
      "256 97"
    ),
    (
      "gpt2", #""aaaa""#,
      "267"
    ),
    (
      "gpt2", #""aaaaa""#,
      "349"
    ),
    (
      "gpt2", #""aaaaaaaaaaaaaaaaa""#,
      "267 267 267 349"
    ),
    (
      "gpt2", #""abababababababababa""#,
      "272 272 272 272 266 97"
    ),
    (
      "gpt2", #""derlius""#,
      "100 259 302"
    ),
    (
      "gpt2", #"" derlius""#,
      "319"
    ),
    (
      "gpt2", #""Derlius dera.""#,
      "68 259 302 270 46"
    ),
    (
      "gpt2", #""\u017eodis \u017eod\u017eiai \u017eodynas""#,
      "197 190 269 105 115 271 197 190 105 258 299 97 115"
    ),
    (
      "gpt2", #""\u0104\u017euolas\n\n  lauke \n""#,
      "196 132 197 190 117 111 108 97 115 10 10 32 333 117 107 101 32 10"
    ),
    (
      "gpt2", #""the yield's counted""#,
      "116 104 101 297 39 115 289"
    ),
    (
      "gpt2", #""2024-2025: 20242025""#,
      "50 48 50 52 45 50 48 50 53 58 310 50 48 50 53"
    ),
    (
      "gpt2", #""xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx""#,
      "120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120"
    ),
    (
      "gpt2", #""\ud83d\ude00 na\u00efve caf\u00e9 \u02bcn""#,
      "240 159 152 128 32 110 97 195 175 118 101 279 97 102 195 169 32 202 188 110"
    ),
    (
      "gpt2", #""qzqz wvwv""#,
      "346 348"
    ),
    (
      "gpt2", #""\t\r\n ""#,
      "9 13 10 32"
    ),
    (
      "gpt2", #""'S 'll 'RE""#,
      "39 83 32 39 108 108 32 39 82 69"
    ),
    (
      "gpt2", #""laukai laukas kalba kalbos laukai laukas kalba kalbos laukai laukas kalba kalbos laukai laukas kalba kalbos laukai laukas kalba kalbos""#,
      "108 97 117 107 258 333 117 107 97 115 329 97 331 333 117 107 258 333 117 107 97 115 329 97 331 333 117 107 258 333 117 107 97 115 329 97 331 333 117 107 258 333 117 107 97 115 329 97 331 333 117 107 258 333 117 107 97 115 329 97 331"
    ),
    (
      "gpt2", #""countedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcounted""#,
      "99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100"
    ),
    (
      "gpt2", #""\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai""#,
      "197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258"
    ),
    (
      "cl100k", #""""#,
      ""
    ),
    (
      "cl100k", #"" ""#,
      "32"
    ),
    (
      "cl100k", #""a""#,
      "97"
    ),
    (
      "cl100k", #""aa""#,
      "256"
    ),
    (
      "cl100k", #""aaa""#,
      "256 97"
    ),
    (
      "cl100k", #""aaaa""#,
      "267"
    ),
    (
      "cl100k", #""aaaaa""#,
      "349"
    ),
    (
      "cl100k", #""aaaaaaaaaaaaaaaaa""#,
      "267 267 267 349"
    ),
    (
      "cl100k", #""abababababababababa""#,
      "272 272 272 272 266 97"
    ),
    (
      "cl100k", #""derlius""#,
      "100 259 302"
    ),
    (
      "cl100k", #"" derlius""#,
      "319"
    ),
    (
      "cl100k", #""Derlius dera.""#,
      "68 259 302 270 46"
    ),
    (
      "cl100k", #""\u017eodis \u017eod\u017eiai \u017eodynas""#,
      "197 190 269 105 115 271 197 190 105 258 299 97 115"
    ),
    (
      "cl100k", #""\u0104\u017euolas\n\n  lauke \n""#,
      "196 132 197 190 117 111 108 97 115 10 10 32 333 117 107 101 32 10"
    ),
    (
      "cl100k", #""the yield's counted""#,
      "116 104 101 297 39 115 289"
    ),
    (
      "cl100k", #""2024-2025: 20242025""#,
      "50 48 50 52 45 50 48 50 53 58 32 50 48 50 52 50 48 50 53"
    ),
    (
      "cl100k", #""xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx""#,
      "120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120 120"
    ),
    (
      "cl100k", #""\ud83d\ude00 na\u00efve caf\u00e9 \u02bcn""#,
      "240 159 152 128 32 110 97 195 175 118 101 279 97 102 195 169 32 202 188 110"
    ),
    (
      "cl100k", #""qzqz wvwv""#,
      "346 348"
    ),
    (
      "cl100k", #""\t\r\n ""#,
      "9 13 10 32"
    ),
    (
      "cl100k", #""'S 'll 'RE""#,
      "39 83 32 39 108 108 32 39 82 69"
    ),
    (
      "cl100k", #""laukai laukas kalba kalbos laukai laukas kalba kalbos laukai laukas kalba kalbos laukai laukas kalba kalbos laukai laukas kalba kalbos""#,
      "108 97 117 107 258 333 117 107 97 115 329 97 331 333 117 107 258 333 117 107 97 115 329 97 331 333 117 107 258 333 117 107 97 115 329 97 331 333 117 107 258 333 117 107 97 115 329 97 331 333 117 107 258 333 117 107 97 115 329 97 331"
    ),
    (
      "cl100k", #""countedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcountedcounted""#,
      "99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100 99 111 117 110 116 101 100"
    ),
    (
      "cl100k", #""\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai\u017eod\u017eiai""#,
      "197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258 197 190 269 197 190 105 258"
    ),
  ]
}
