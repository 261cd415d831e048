console.log(COUNTRY_NUMBERS.KP)
