/** A part of the world that customers come from: what they are called there, and what Intercom would know of such a visitor. */
export type Place = {
  country: string
  countryCode: string
  continentCode: string
  /** How many of a hundred customers are from here. */
  share: number
  language: string
  cities: readonly (readonly [city: string, region: string])[]
  /** Digits after the country's prefix are drawn for every `#`. */
  phone: string
  familyNameFirst?: boolean
  first: readonly string[]
  last: readonly string[]
}

const names = (list: string): readonly string[] => list.split(', ')

const english = names(
  'Olivia, Noah, Amelia, Liam, Grace, Ethan, Harper, Mason, Chloe, Lucas, Ella, Henry, Zoe, Jack, Naomi, Owen, Ruby, Caleb, Hazel, Isaac, Maya, Theo, Ivy, Adrian',
)
const englishLast = names(
  'Bennett, Carter, Hughes, Foster, Reyes, Sullivan, Whitaker, Coleman, Parrish, Doyle, Fletcher, Okafor, Marsh, Lindqvist, Barnes, Holloway, Pruitt, Ashby, Mercer, Dalton, Nakamura, Vance, Thorne, Castillo',
)

export const places: readonly Place[] = [
  {
    country: 'United States',
    countryCode: 'USA',
    continentCode: 'NA',
    share: 30,
    language: 'en',
    cities: [
      ['Portland', 'Oregon'],
      ['Austin', 'Texas'],
      ['Chicago', 'Illinois'],
      ['Brooklyn', 'New York'],
      ['Denver', 'Colorado'],
      ['Savannah', 'Georgia'],
    ],
    phone: '+1415555####',
    first: english,
    last: englishLast,
  },
  {
    country: 'United Kingdom',
    countryCode: 'GBR',
    continentCode: 'EU',
    share: 16,
    language: 'en',
    cities: [
      ['Bristol', 'England'],
      ['Leeds', 'England'],
      ['Glasgow', 'Scotland'],
      ['Cardiff', 'Wales'],
      ['London', 'England'],
    ],
    phone: '+447700900###',
    first: english,
    last: englishLast,
  },
  {
    country: 'Ireland',
    countryCode: 'IRL',
    continentCode: 'EU',
    share: 6,
    language: 'en',
    cities: [
      ['Dublin', 'Leinster'],
      ['Cork', 'Munster'],
      ['Galway', 'Connacht'],
    ],
    phone: '+35385550####',
    first: names('Aoife, Cian, Niamh, Oisín, Saoirse, Tadhg, Caoimhe, Seán, Róisín, Eoin'),
    last: names("O'Brien, Murphy, Ní Dhomhnaill, Byrne, O'Sullivan, Kavanagh, Mac Giolla, Brennan"),
  },
  {
    country: 'Germany',
    countryCode: 'DEU',
    continentCode: 'EU',
    share: 11,
    language: 'de',
    cities: [
      ['Berlin', 'Berlin'],
      ['Köln', 'Nordrhein-Westfalen'],
      ['München', 'Bayern'],
      ['Leipzig', 'Sachsen'],
    ],
    phone: '+4915550######',
    first: names('Jürgen, Hannah, Lukas, Mia, Sören, Käthe, Felix, Annika, Moritz, Frieda, Jonas, Greta'),
    last: names('Müller, Schäfer, Weiß, Krüger, Böhm, Hoffmann, Lindemann, Vogel, Groß, Neumann'),
  },
  {
    country: 'France',
    countryCode: 'FRA',
    continentCode: 'EU',
    share: 8,
    language: 'fr',
    cities: [
      ['Lyon', 'Auvergne-Rhône-Alpes'],
      ['Nantes', 'Pays de la Loire'],
      ['Paris', 'Île-de-France'],
    ],
    phone: '+3363998####',
    first: names('Élodie, Théo, Chloé, Raphaël, Inès, Loïc, Margaux, Étienne, Zoé, Gaël'),
    last: names('Lefèvre, Moreau, Girard, Dupré, Hébert, Rousseau, Nguyen, Béranger, Fontaine'),
  },
  {
    country: 'Brazil',
    countryCode: 'BRA',
    continentCode: 'SA',
    share: 8,
    language: 'pt-BR',
    cities: [
      ['São Paulo', 'São Paulo'],
      ['Curitiba', 'Paraná'],
      ['Recife', 'Pernambuco'],
    ],
    phone: '+55119555#####',
    first: names('João, Beatriz, Thiago, Larissa, Caio, Antônia, Letícia, Vinícius, Conceição, Davi'),
    last: names('da Silva, Gonçalves, Araújo, Ribeiro, de Souza, Magalhães, Nunes, Assunção'),
  },
  {
    country: 'Spain',
    countryCode: 'ESP',
    continentCode: 'EU',
    share: 4,
    language: 'es',
    cities: [
      ['Sevilla', 'Andalucía'],
      ['Bilbao', 'País Vasco'],
      ['Madrid', 'Madrid'],
    ],
    phone: '+34655550###',
    first: names('Lucía, Álvaro, Martina, Íñigo, Begoña, Nicolás, Noa'),
    last: names('Muñoz, Ibáñez, Echeverría, Peña, Núñez, Castaño'),
  },
  {
    country: 'China',
    countryCode: 'CHN',
    continentCode: 'AS',
    share: 4,
    language: 'zh-CN',
    cities: [
      ['上海', '上海市'],
      ['成都', '四川省'],
      ['杭州', '浙江省'],
    ],
    phone: '+861305550####',
    familyNameFirst: true,
    first: names('伟, 芳, 思远, 雨桐, 浩然, 静怡, 子轩, 晓梅'),
    last: names('王, 李, 张, 陈, 欧阳, 林, 赵'),
  },
  {
    country: 'Japan',
    countryCode: 'JPN',
    continentCode: 'AS',
    share: 3,
    language: 'ja',
    cities: [
      ['大阪', '大阪府'],
      ['札幌', '北海道'],
      ['東京', '東京都'],
    ],
    phone: '+8180555#####',
    familyNameFirst: true,
    first: names('さくら, 健太, 陽葵, 蓮, 美咲, 大輔'),
    last: names('佐藤, 鈴木, 高橋, 渡辺, 小林'),
  },
  {
    country: 'United Arab Emirates',
    countryCode: 'ARE',
    continentCode: 'AS',
    share: 3,
    language: 'ar',
    cities: [
      ['دبي', 'دبي'],
      ['أبوظبي', 'أبوظبي'],
    ],
    phone: '+97150555####',
    first: names('ليلى, محمد, نور, يوسف, مريم, خالد'),
    last: names('الفارسي, حداد, المنصوري, النجار, خوري'),
  },
  {
    country: 'Israel',
    countryCode: 'ISR',
    continentCode: 'AS',
    share: 2,
    language: 'he',
    cities: [
      ['תל אביב', 'תל אביב'],
      ['חיפה', 'חיפה'],
    ],
    phone: '+97255555####',
    first: names('נועה, איתי, תמר, יונתן'),
    last: names('כהן, לוי, מזרחי, אברהם'),
  },
  {
    country: 'Poland',
    countryCode: 'POL',
    continentCode: 'EU',
    share: 3,
    language: 'pl',
    cities: [
      ['Kraków', 'Małopolskie'],
      ['Gdańsk', 'Pomorskie'],
      ['Łódź', 'Łódzkie'],
    ],
    phone: '+48601555###',
    first: names('Łukasz, Agnieszka, Paweł, Małgorzata, Michał, Zuzanna'),
    last: names('Wójcik, Kowalczyk, Zieliński, Szymańska, Dąbrowski'),
  },
  {
    country: 'Türkiye',
    countryCode: 'TUR',
    continentCode: 'AS',
    share: 2,
    language: 'tr',
    cities: [
      ['İzmir', 'İzmir'],
      ['İstanbul', 'İstanbul'],
    ],
    phone: '+90532555####',
    first: names('Çağla, Emre, Şule, Barış, Gülşen, Ömer'),
    last: names('Yılmaz, Öztürk, Çelik, Aydın, Güneş'),
  },
]
